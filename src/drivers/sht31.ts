import { Lock } from "../asyncio/lock.ts";
import { sleep_ms } from "../asyncio/sleep.ts";
import type { I2C } from "../machine/i2c.ts";
import { ChecksumError } from "./errors.ts";

/** Options of {@link SHT31}. */
export interface SHT31Options {
  /** 0x44 with ADDR low, as by default, or 0x45 with ADDR high. */
  address?: number;
}

/** What a reading of {@link SHT31} gives. */
export interface SHT31Reading {
  /** In degrees Celsius, from -45 to 130, in steps of 0.003. */
  temperature_c: number;
  /** Relative humidity in percent, from 0 to 100, in steps of 0.002. */
  humidity_percent: number;
}

/** ms that the longest measurement of high repeatability takes, at a low supply voltage. */
const LONGEST = 16;

/**
 * Sensirion SHT31, air humidity and temperature, on I2C; SHT30 and SHT35 are read in the same way. Measures once at a time,
 * in 16 ms, without stretching the clock, and sleeps between. Tasks that read at the same time take turns.
 *
 * @see SHT3x-DIS data sheet of Sensirion, version 5: measurement and readout on page 10, checksum and conversion on page 14
 *
 * @example
 * const air = new SHT31(new I2C(0));
 * const { temperature_c, humidity_percent } = await air.read();
 */
export class SHT31 {
  declare _$i2c: I2C;
  declare _$address: number;
  declare _$lock: Lock;
  /** Set while a measurement may be under way. */
  declare _$busy?: number;

  constructor(i2c: I2C, options?: SHT31Options) {
    this._$i2c = i2c;
    this._$address = (options && options.address) || 0x44;
    this._$lock = new Lock();
  }

  /**
   * Measures once, in 16 ms; 32 ms if the reading before has failed or was cancelled, for the part does not answer until
   * its measurement has ended.
   *
   * @throws OSError ENODEV (19) if it does not answer, or not yet, ETIMEDOUT (110) if something holds the bus; ChecksumError
   */
  async read(): Promise<SHT31Reading> {
    using _held = await this._$lock.hold();
    if (this._$busy) await sleep_ms(LONGEST);
    this._$busy = 1;
    // High repeatability, no clock stretching.
    this._$i2c.writeto(this._$address, [0x24, 0x00]);
    await sleep_ms(LONGEST);
    const raw = this._$i2c.readfrom(this._$address, 6);
    this._$busy = 0;
    return {
      temperature_c: (word(raw, 0) * 175) / 65535 - 45,
      humidity_percent: (word(raw, 3) * 100) / 65535,
    };
  }
}

/** Two bytes and their checksum. */
function word(raw: Uint8Array, at: number): number {
  let crc = 0xff;
  for (let i = at; i < at + 2; i++) {
    crc ^= raw[i];
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 128 ? 0x131 : 0);
  }
  if (crc != raw[at + 2]) throw new ChecksumError("SHT31");
  return raw[at] * 256 + raw[at + 1];
}
