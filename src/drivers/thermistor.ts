import { OSError } from "../builtins/exceptions.ts";
import type { ADC } from "../machine/adc.ts";
import { oversample } from "./oversample.ts";

/** Options of {@link Thermistor}. */
export interface ThermistorOptions {
  /** Resistance at 25 °C in Ω. Default 10,000. */
  nominal_ohm?: number;
  /** B constant in K, such as B25/85. Default 3950. */
  beta?: number;
  /** Instead of those two: the coefficients A, B and C of the equation of Steinhart and Hart, for Ω and K. */
  steinhart_hart?: readonly [a: number, b: number, c: number];
  /** The resistor that makes a divider of it, in Ω. Default 10,000. */
  divider_ohm?: number;
  /** The thermistor goes to the supply and the resistor to ground; default: the other way round. */
  high_side?: boolean;
  /** How many samples a reading has, each of which takes a ms. Default 20. */
  samples?: number;
}

/** What a reading of {@link Thermistor} gives. */
export interface ThermistorReading {
  /** Temperature in °C. With 10 kΩ both, what can be told is from -50 to 160. */
  temperature_c: number;
}

/**
 * An NTC thermistor and a resistor that divide the supply, at an ADC. A reading takes 20 ms. Tasks may read at the same time.
 *
 * 1 / T = A + B ln R + C (ln R)³; with the B constant alone it is 1 / T = 1 / 298.15 K + ln(R / R25) / B.
 *
 * @see NTCLE100E3 data sheet of Vishay, 29049, for the B constant; 109SS instruction manual of Campbell Scientific,
 *   appendix C, for the coefficients of three
 *
 * @example
 * const tank = new Thermistor(new ADC(32), { beta: 3977 });
 * const { temperature_c } = await tank.read();
 */
export class Thermistor {
  declare _$adc: ADC;
  declare _$abc: readonly number[];
  declare _$ohm: number;
  declare _$high: boolean | undefined;
  declare _$samples: number | undefined;

  constructor(adc: ADC, options?: ThermistorOptions) {
    const given = options || {};
    const beta = given.beta || 3950;
    this._$adc = adc;
    this._$abc = given.steinhart_hart || [
      1 / 298.15 - Math.log(given.nominal_ohm || 10000) / beta,
      1 / beta,
      0,
    ];
    this._$ohm = given.divider_ohm || 10000;
    this._$high = given.high_side;
    this._$samples = given.samples;
  }

  /**
   * Measures once.
   *
   * @throws OSError ENODEV (19), with a text that says which, if the thermistor is shorted or not connected, or the pin
   *   is not
   */
  async read(): Promise<ThermistorReading> {
    const level = (await oversample(this._$adc, this._$samples)) / 65535;
    // Of the supply, across the thermistor.
    const part = this._$high ? 1 - level : level;
    if (!(part > 0.01 && part < 0.99))
      throw new OSError(19, "thermistor is " + (part > 0.5 ? "open" : "shorted"));
    const [a, b, c] = this._$abc;
    const log = Math.log((this._$ohm * part) / (1 - part));
    return { temperature_c: 1 / (a + b * log + c * log * log * log) - 273.15 };
  }
}
