import type { Level } from "../pins.ts";
import type { PartKind, PartOptions, Source } from "./part.ts";
import { PinPart } from "./pin_part.ts";

const kind: PartKind = {
  name: "HCSR04",
  wires: { trigger: { kind: "pin", use: "output" }, echo: { kind: "pin", use: "input" } },
  quantities: {
    distance_cm: { min: 2, max: 1000, usual: 100 },
    temperature_c: { min: -20, max: 60, usual: 20 },
  },
  settings: { jitter_us: { type: "number", min: 0, max: 100, usual: 2 } },
  faults: ["unplugged", "stuck", "slow", "noise"],
};

export interface HCSR04Options extends PartOptions {
  /** The GPIO that triggers it. */
  trigger: number;
  /** The GPIO that gets the echo. */
  echo: number;
  /** Up to 400 cm it hears the echo. */
  distance_cm?: Source;
  /** Of the air, on which the speed of sound depends. */
  temperature_c?: Source;
  /** By how many µs the echo may be off. Default 2. */
  jitter_us?: number;
}

/** µs of the shortest trigger pulse. */
const TRIGGER_US = 10;
/** µs from the trigger to the echo pulse, of which the burst takes 200. */
const BURST_US = 450;
const RANGE_CM = 400;
/** µs of the echo pulse if there is no echo. */
const NONE_US = 38_000;

/**
 * HC-SR04, distance by ultrasound. After its data sheet by ElecFreaks, pages 1 to 3.
 *
 * A trigger while an echo is awaited does nothing. Slow, it takes longer to send its burst. Stuck, it holds the echo high.
 */
export class HCSR04 extends PinPart {
  static readonly kind = kind;
  private highAt: number | undefined;
  private busyTo = 0;

  constructor(options: HCSR04Options) {
    super(kind, options, 1000);
  }

  protected override begin(): void {
    this.highAt = undefined;
    this.busyTo = 0;
    this.put("echo", 0);
    this.hear("trigger", ({ level }) => {
      if (level === 1) this.highAt = this.now;
      else if (this.highAt !== undefined) {
        const us = this.now - this.highAt;
        this.highAt = undefined;
        if (us < TRIGGER_US) this.remark(`a trigger pulse of ${us} µs, and it needs ${TRIGGER_US}: no burst`);
        else if (this.now >= this.busyTo) this.ping();
      }
    });
  }

  protected override stuck(): Level {
    return 1;
  }

  private ping(): void {
    const distance = this.quantity("distance_cm");
    const jitter = this.setting("jitter_us") as number;
    // In cm/µs.
    const speed = 0.03313 * Math.sqrt(1 + this.quantity("temperature_c") / 273.15);
    const echo = distance > RANGE_CM ? NONE_US : (2 * distance) / speed + this.between(-jitter, jitter);
    const start = this.takes(BURST_US);
    this.busyTo = this.now + start + echo;
    this.later(start, () => {
      this.put("echo", 1);
    });
    this.later(start + echo, () => {
      this.put("echo", 0);
    });
  }
}
