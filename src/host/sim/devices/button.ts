import { micros, type Time } from "./micros.ts";
import type { PartKind, PartOptions, Source } from "./part.ts";
import { PinPart, type Drive } from "./pin_part.ts";

const kind: PartKind = {
  name: "Button",
  wires: { pin: { kind: "pin", use: "input" } },
  quantities: { pressed: { min: 0, max: 1, usual: 0 } },
  settings: {
    bounce_us: { type: "number", min: 0, max: 20_000, usual: 3000 },
    to_supply: { type: "boolean", usual: false },
  },
  faults: ["unplugged", "stuck", "noise"],
};

export interface ButtonOptions extends PartOptions {
  /** The GPIO that it is at. */
  pin: number;
  /** Whether it is pressed, 0 or 1. A function of time is looked at every 10 ms. */
  pressed?: Source;
  /** For how many µs its contacts bounce at most. Default 3000. */
  bounce_us?: number;
  /** Whether it connects the pin to the supply instead of ground. */
  to_supply?: boolean;
}

const LOOK_US = 10_000;

/**
 * A push button between a pin and ground, which bounces at each change. Open, it leaves the level to the pin's pull resistor.
 *
 * Stuck, it is pressed.
 */
export class Button extends PinPart {
  static readonly kind = kind;
  private pressed = false;

  constructor(options: ButtonOptions) {
    super(kind, options, 50_000);
  }

  /** Presses it for a time, now or at a virtual time. */
  press(time: Time, at: Time = this.now): void {
    const start = micros(at) - this.now;
    this.later(start, () => {
      this.change(true);
    });
    this.later(start + micros(time), () => {
      this.change(false);
    });
  }

  protected override begin(): void {
    this.pressed = false;
    this.put("pin", undefined);
    this.follow("pressed", LOOK_US, (value) => {
      this.change(value >= 0.5);
    });
  }

  protected override stuck(): Drive {
    return this.level(true);
  }

  private level(closed: boolean): Drive {
    if (!closed) return undefined;
    return this.setting("to_supply") ? 1 : 0;
  }

  private change(pressed: boolean): void {
    if (pressed === this.pressed) return;
    this.pressed = pressed;
    this.bounce("pin", this.level(pressed), this.level(!pressed), this.setting("bounce_us") as number);
  }
}
