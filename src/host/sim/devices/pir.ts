import type { Level } from "../pins.ts";
import { micros, type Time } from "./micros.ts";
import type { PartKind, PartOptions, Source } from "./part.ts";
import { PinPart } from "./pin_part.ts";

const kind: PartKind = {
  name: "PIR",
  wires: { pin: { kind: "pin", use: "input" } },
  quantities: { motion: { min: 0, max: 1, usual: 0 } },
  settings: {
    hold_s: { type: "number", min: 0.3, max: 300, usual: 3 },
    block_s: { type: "number", min: 0, max: 60, usual: 2.5 },
    retrigger: { type: "boolean", usual: true },
    warm_up_s: { type: "number", min: 0, max: 120, usual: 0 },
  },
  faults: ["unplugged", "stuck", "noise"],
};

export interface PIROptions extends PartOptions {
  /** The GPIO that its output is at. */
  pin: number;
  /** Whether something moves, 0 or 1. A function of time is looked at every 50 ms. */
  motion?: Source;
  /** For how long the output stays high, as its trimmer says. Default 3 s. */
  hold_s?: number;
  /** For how long it is blind then. Default 2.5 s. */
  block_s?: number;
  /** Whether motion prolongs the pulse: the jumper at H. Default true. */
  retrigger?: boolean;
  /** For how long from now on it warms up, and sees three times what is not there. Default 0: it is warm. */
  warm_up_s?: number;
}

const LOOK_US = 50_000;

/**
 * A passive infrared motion sensor. After the data sheet of the HC-SR501, pages 1 to 3.
 *
 * Stuck, it holds its output high.
 */
export class PIR extends PinPart {
  static readonly kind = kind;
  private moving = false;
  private high = false;
  private blindTo = 0;
  private end = (): void => undefined;

  constructor(options: PIROptions) {
    super(kind, options, 50_000);
  }

  /** Something moves for a moment. */
  move(at: Time = this.now): void {
    this.later(micros(at) - this.now, () => {
      this.sense();
    });
  }

  protected override begin(): void {
    this.moving = this.high = false;
    this.blindTo = 0;
    const warm_up = (this.setting("warm_up_s") as number) * 1e6;
    this.put("pin", 0);
    for (const part of warm_up > 0 ? [0.1, 0.4, 0.7] : []) {
      this.later(this.between(part, part + 0.2) * warm_up, () => {
        this.sense();
      });
    }
    this.follow("motion", LOOK_US, (value) => {
      const moves = value >= 0.5;
      if (moves || this.moving) this.sense();
      this.moving = moves;
    });
  }

  protected override stuck(): Level {
    return 1;
  }

  private sense(): void {
    if (this.high) {
      if (!this.setting("retrigger")) return;
    } else if (this.now < this.blindTo) return;
    this.high = true;
    this.put("pin", 1);
    this.end();
    this.end = this.later((this.setting("hold_s") as number) * 1e6, () => {
      this.over();
    });
  }

  private over(): void {
    if (this.moving && this.setting("retrigger")) {
      this.sense();
      return;
    }
    const block = (this.setting("block_s") as number) * 1e6;
    this.high = false;
    this.blindTo = this.now + block;
    this.put("pin", 0);
    this.later(block, () => {
      if (this.moving && !this.high) this.sense();
    });
  }
}
