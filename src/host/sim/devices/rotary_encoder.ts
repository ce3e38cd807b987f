import { micros, type Time } from "./micros.ts";
import type { PartKind, PartOptions, Source } from "./part.ts";
import { PinPart, type Drive } from "./pin_part.ts";

const kind: PartKind = {
  name: "RotaryEncoder",
  wires: { a: { kind: "pin", use: "input" }, b: { kind: "pin", use: "input" } },
  quantities: { position: { min: -1e6, max: 1e6, usual: 0 } },
  settings: {
    detent_ms: { type: "number", min: 1, max: 1000, usual: 20 },
    bounce_us: { type: "number", min: 0, max: 5000, usual: 500 },
  },
  faults: ["unplugged", "stuck", "noise"],
};

export interface RotaryEncoderOptions extends PartOptions {
  /** The GPIO of the contact that closes first when it is turned up. */
  a: number;
  /** The GPIO of the other one. */
  b: number;
  /** Where it is to be, in detents from where it was when it was attached. A function of time is looked at every 10 ms. */
  position?: Source;
  /** How long it takes from one detent to the next. Default 20 ms. */
  detent_ms?: number;
  /** For how many µs its contacts bounce at most, less than a quarter of that. Default 500. */
  bounce_us?: number;
}

const LOOK_US = 10_000;
/** What is closed in the four steps from one detent to the next. */
const STEPS: readonly (readonly [a: boolean, b: boolean])[] = [
  [false, false],
  [true, false],
  [true, true],
  [false, true],
];

/**
 * A rotary encoder of two contacts to ground, such as the KY-040: 20 detents a turn with four steps each, both contacts open at
 * a detent. The contact that changes bounces.
 *
 * Stuck, its contact A is closed.
 */
export class RotaryEncoder extends PinPart {
  static readonly kind = kind;
  /** In steps. */
  private at = 0;
  private goal = 0;
  private turning = false;

  constructor(options: RotaryEncoderOptions) {
    super(kind, options, 50_000);
    const detent_ms = this.setting("detent_ms") as number;
    const bounce_us = this.setting("bounce_us") as number;
    if (bounce_us * 4 >= detent_ms * 1000)
      throw new RangeError(
        `RotaryEncoder: bounce_us is less than a quarter of ${detent_ms} ms, not ${bounce_us}`,
      );
  }

  /** Turns it by so many detents, now or at a virtual time. */
  turn(detents: number, at: Time = this.now): void {
    this.later(micros(at) - this.now, () => {
      this.go(this.goal + detents * 4);
    });
  }

  protected override begin(): void {
    this.at = this.goal = 0;
    this.turning = false;
    this.put("a", undefined);
    this.put("b", undefined);
    let first: number | undefined;
    this.follow("position", LOOK_US, (value) => {
      const detents = Math.round(value);
      if (first !== undefined && detents !== first) this.go(this.goal + (detents - first) * 4);
      first = detents;
    });
  }

  protected override stuck(wire: string): Drive {
    return wire === "a" ? 0 : undefined;
  }

  private go(goal: number): void {
    this.goal = goal;
    if (!this.turning) this.step();
  }

  private step(): void {
    this.turning = this.at !== this.goal;
    if (!this.turning) return;
    const before = this.contacts();
    this.at += Math.sign(this.goal - this.at);
    this.contacts().forEach((closed, i) => {
      if (closed === before[i]) return;
      const level = (it: boolean): Drive => (it ? 0 : undefined);
      this.bounce("ab"[i], level(closed), level(!closed), this.setting("bounce_us") as number);
    });
    this.later((this.setting("detent_ms") as number) * 250, () => {
      this.step();
    });
  }

  private contacts(): readonly [a: boolean, b: boolean] {
    return STEPS[((this.at % 4) + 4) % 4];
  }
}
