import { OSError } from "../builtins/exceptions.ts";
import type { ADC } from "../machine/adc.ts";
import { oversample } from "./oversample.ts";

/** Options of {@link SoilProbe}. */
export interface SoilProbeOptions {
  /** What `oversample` gives with the probe in air, from 0 to 65535. */
  dry_u16: number;
  /** What it gives in water. */
  wet_u16: number;
  /** How many samples a reading has, each of which takes a ms. Default 20. */
  samples?: number;
}

/** What a reading of {@link SoilProbe} gives. */
export interface SoilProbeReading {
  /** From 0, as in air, to 100, as in water. */
  moisture_percent: number;
}

/**
 * A capacitive probe for the moisture of soil, at an ADC: its voltage falls as the soil gets wet. A reading takes 20 ms. Tasks may
 * read at the same time.
 *
 * Each probe is to be calibrated. Give its signal a resistor of 1 MΩ to ground, so that a pin without a probe reads 0.
 *
 * @example
 * print(await oversample(new ADC(33))); // once in air, once in water
 * const soil = new SoilProbe(new ADC(33), { dry_u16: 52000, wet_u16: 24000 });
 * const { moisture_percent } = await soil.read();
 */
export class SoilProbe {
  declare _$adc: ADC;
  declare _$given: SoilProbeOptions;

  constructor(adc: ADC, options: SoilProbeOptions) {
    this._$adc = adc;
    this._$given = options;
  }

  /**
   * Measures once. What is a little beyond the calibration counts as 0 or 100.
   *
   * @throws OSError ENODEV (19), with a text that says which, if the voltage is beyond it by more than a quarter of its
   *   range, or unsteady: the probe is not connected
   */
  async read(): Promise<SoilProbeReading> {
    const { dry_u16: dry, wet_u16: wet, samples } = this._$given;
    const raw = await oversample(this._$adc, samples);
    const part = (dry - raw) / (dry - wet);
    if (!(part > -0.25 && part < 1.25)) throw new OSError(19, "soil probe gives " + Math.round(raw));
    return { moisture_percent: Math.max(0, Math.min(100, part * 100)) };
  }
}
