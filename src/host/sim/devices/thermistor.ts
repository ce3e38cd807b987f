import { AnalogPart, noise_lsb, type AnalogPartOptions } from "./analog_part.ts";
import type { PartKind, Source } from "./part.ts";

const kind: PartKind = {
  name: "Thermistor",
  wires: { pin: { kind: "pin", use: "adc" } },
  quantities: { temperature_c: { min: -55, max: 200, usual: 20 } },
  settings: {
    nominal_ohm: { type: "number", min: 1, max: 1e7, usual: 10_000 },
    beta: { type: "number", min: 1000, max: 10_000, usual: 3950 },
    divider_ohm: { type: "number", min: 1, max: 1e7, usual: 10_000 },
    high_side: { type: "boolean", usual: false },
    noise_lsb,
  },
  faults: ["unplugged", "stuck", "noise"],
};

export interface ThermistorOptions extends AnalogPartOptions {
  temperature_c?: Source;
  /** Its resistance at 25 °C in Ω. Default 10,000. */
  nominal_ohm?: number;
  /** Its B constant in K. Default 3950. */
  beta?: number;
  /** The resistor that divides the supply with it, in Ω. Default 10,000. */
  divider_ohm?: number;
  /** It goes to the supply and the resistor to ground; default: the other way round. */
  high_side?: boolean;
}

/**
 * An NTC thermistor with a resistor, between supply and ground. R = R25 exp(B (1 / T - 1 / 298.15 K)).
 *
 * `unplugged` is the thermistor without its resistor, which stays with the board; `stuck` a pin shorted to ground.
 */
export class Thermistor extends AnalogPart {
  static readonly kind = kind;

  constructor(options: ThermistorOptions) {
    super(kind, options);
  }

  protected override level(): number {
    const kelvin = this.quantity("temperature_c") + 273.15;
    const beta = this.setting("beta") as number;
    const divider = this.setting("divider_ohm") as number;
    const ohm = (this.setting("nominal_ohm") as number) * Math.exp(beta * (1 / kelvin - 1 / 298.15));
    return (this.setting("high_side") ? divider : ohm) / (divider + ohm);
  }

  protected override open(): number {
    return this.setting("high_side") ? 0 : 1;
  }
}
