import type { Lock } from "../asyncio/lock.ts";
import type { I2C } from "../machine/i2c.ts";
import { measure, pressure, setUp, type BMX280, type BMX280Options } from "./bmx280.ts";
import { int16 } from "./int16.ts";

/** Options of {@link BME280}. */
export type BME280Options = BMX280Options;

/** What a reading of {@link BME280} gives. */
export interface BME280Reading {
  /** In degrees Celsius, from -40 to 85, in steps of 0.005. */
  temperature_c: number;
  /** Pressure where the sensor is, in hPa, from 300 to 1100, in steps of 0.03. */
  pressure_hpa: number;
  /** Relative humidity in percent, from 0 to 100, in steps of 0.008. */
  humidity_percent: number;
}

/**
 * Bosch BME280, air humidity, pressure and temperature, on I2C. Sleeps between measurements, each of which takes 10 ms.
 * Tasks that read at the same time take turns.
 *
 * @see BME280 data sheet of Bosch Sensortec, BST-BME280-DS002-15, revision 1.6: forced mode on page 16, trimming on pages 24
 * and 25, registers from page 26 on, compensation on page 49
 *
 * @example
 * const air = new BME280(new I2C(0));
 * const { temperature_c, pressure_hpa, humidity_percent } = await air.read();
 */
export class BME280 implements BMX280 {
  declare _$i2c: I2C;
  declare _$address: number;
  declare _$timeout: number;
  declare _$lock: Lock;
  declare _$words?: number[];
  declare _$raw: Uint8Array;
  /** dig_H1 to dig_H6, once they are known. */
  declare _$humid?: number[];

  constructor(i2c: I2C, options?: BME280Options) {
    setUp(this, i2c, options);
  }

  /**
   * Measures once, in 10 ms and what the bus takes: 1 ms at 400 kHz.
   *
   * @throws OSError ENODEV (19) if it does not answer or if another chip does, whose id is then told (0x58: a BMP280, which
   * has no humidity); ETIMEDOUT (110) if it has not ended its measurement in time or if something holds the bus
   */
  async read(): Promise<BME280Reading> {
    // The oversampling of the humidity counts from the next write to ctrl_meas on.
    const fine = await measure(this, 0x60, [0xf2, 1, 0xf4, 0x25], 8);
    return {
      temperature_c: fine / 5120,
      pressure_hpa: pressure(this, fine),
      humidity_percent: humidity(this, fine),
    };
  }
}

function humidity(part: BME280, fine: number): number {
  let w = part._$humid;
  if (!w) {
    const b = part._$i2c.readfrom_mem(part._$address, 0xe1, 7);
    const [first] = part._$i2c.readfrom_mem(part._$address, 0xa1, 1);
    w = [
      first,
      int16(b[1], b[0]),
      b[2],
      (int16(b[3], 0) >> 4) | (b[4] & 15),
      (int16(b[5], 0) >> 4) | (b[4] >> 4),
      int16(b[6], 0) >> 8,
    ];
    part._$humid = w;
  }
  const x = fine - 76800;
  const raw = (part._$raw[6] << 8) | part._$raw[7];
  let h = (raw - w[3] * 64 - (w[4] / 16384) * x) * (w[1] / 65536);
  h *= 1 + ((w[5] * x) / 67108864) * (1 + (w[2] * x) / 67108864);
  h *= 1 - (w[0] * h) / 524288;
  return Math.min(Math.max(h, 0), 100);
}
