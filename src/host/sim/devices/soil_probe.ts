import { AnalogPart, noise_lsb, type AnalogPartOptions } from "./analog_part.ts";
import type { PartKind, Source } from "./part.ts";

const kind: PartKind = {
  name: "SoilProbe",
  wires: { pin: { kind: "pin", use: "adc" } },
  quantities: { moisture_percent: { min: 0, max: 100, usual: 40 } },
  settings: {
    dry_v: { type: "number", min: 0, max: 3.3, usual: 2.6 },
    wet_v: { type: "number", min: 0, max: 3.3, usual: 1.2 },
    pull_down: { type: "boolean", usual: true },
    noise_lsb,
  },
  faults: ["unplugged", "stuck", "noise"],
};

export interface SoilProbeOptions extends AnalogPartOptions {
  moisture_percent?: Source;
  /** V in air, of a supply of 3.3. Default 2.6. */
  dry_v?: number;
  /** V in water. Default 1.2. */
  wet_v?: number;
  /** Whether the pin has a resistor to ground, without which it floats when no probe is there. Default true. */
  pull_down?: boolean;
}

/** A capacitive soil probe, whose voltage falls evenly from `dry_v` to `wet_v`. */
export class SoilProbe extends AnalogPart {
  static readonly kind = kind;

  constructor(options: SoilProbeOptions) {
    super(kind, options);
  }

  protected override level(): number {
    const dry = this.setting("dry_v") as number;
    const wet = this.setting("wet_v") as number;
    return (dry + ((wet - dry) * this.quantity("moisture_percent")) / 100) / 3.3;
  }

  protected override open(): number {
    return this.setting("pull_down") ? 0 : this.hum();
  }
}
