import type { Lock } from "../asyncio/lock.ts";
import type { I2C } from "../machine/i2c.ts";
import { measure, pressure, setUp, type BMX280, type BMX280Options } from "./bmx280.ts";

/** Options of {@link BMP280}. */
export type BMP280Options = BMX280Options;

/** What a reading of {@link BMP280} gives. */
export interface BMP280Reading {
  /** In degrees Celsius, from -40 to 85, in steps of 0.005. */
  temperature_c: number;
  /** Pressure where the sensor is, in hPa, from 300 to 1100, in steps of 0.03. */
  pressure_hpa: number;
}

/**
 * Bosch BMP280, air pressure and temperature, on I2C. Sleeps between measurements, each of which takes 10 ms. Tasks that
 * read at the same time take turns.
 *
 * @see BMP280 data sheet of Bosch Sensortec, BST-BMP280-DS001-23, revision 1.23: forced mode on page 16, registers on pages
 * 21 and 25, compensation on page 44
 *
 * @example
 * const air = new BMP280(new I2C(0), { address: 0x77 });
 * const { pressure_hpa, temperature_c } = await air.read();
 */
export class BMP280 implements BMX280 {
  declare _$i2c: I2C;
  declare _$address: number;
  declare _$timeout: number;
  declare _$lock: Lock;
  declare _$words?: number[];
  declare _$raw: Uint8Array;

  constructor(i2c: I2C, options?: BMP280Options) {
    setUp(this, i2c, options);
  }

  /**
   * Measures once, in 10 ms and what the bus takes: 1 ms at 400 kHz.
   *
   * @throws OSError ENODEV (19) if it does not answer or if another chip does, whose id is then told; ETIMEDOUT (110) if it
   * has not ended its measurement in time or if something holds the bus
   */
  async read(): Promise<BMP280Reading> {
    const fine = await measure(this, 0x58, [0xf4, 0x25], 6);
    return { temperature_c: fine / 5120, pressure_hpa: pressure(this, fine) };
  }
}
