import { Lock } from "../asyncio/lock.ts";
import { sleep_ms } from "../asyncio/sleep.ts";
import type { I2C } from "../machine/i2c.ts";

/** Options of {@link BH1750}. */
export interface BH1750Options {
  /** 0x23 with ADDR low, as by default, or 0x5c with ADDR high. */
  address?: number;
}

/** What a reading of {@link BH1750} gives. */
export interface BH1750Reading {
  /** Illuminance in lux, in steps of 0.83, from 0 to 54,612. */
  illuminance_lx: number;
}

/** ms of the longest measurement in the mode of high resolution. */
const LONGEST = 180;

/**
 * ROHM BH1750FVI, ambient light, on I2C. Sleeps between measurements, each of which takes 180 ms. Tasks that read
 * at the same time take turns.
 *
 * It has nothing to tell a new measurement by: if it was without power for a moment in the middle of one, it gives 0 lx.
 *
 * @see BH1750FVI data sheet of ROHM, version 2011.11
 *
 * @example
 * const light = new BH1750(new I2C(0));
 * const { illuminance_lx } = await light.read();
 */
export class BH1750 {
  declare _$i2c: I2C;
  declare _$address: number;
  declare _$lock: Lock;

  constructor(i2c: I2C, options?: BH1750Options) {
    this._$i2c = i2c;
    this._$address = (options && options.address) || 0x23;
    this._$lock = new Lock();
  }

  /**
   * Measures once, in 180 ms.
   *
   * @throws OSError ENODEV (19) if it does not answer, ETIMEDOUT (110) if something holds the bus
   */
  async read(): Promise<BH1750Reading> {
    using _held = await this._$lock.hold();
    // One measurement of high resolution, after which the part sleeps.
    this._$i2c.writeto(this._$address, [0x20]);
    await sleep_ms(LONGEST);
    const raw = this._$i2c.readfrom(this._$address, 2);
    return { illuminance_lx: (raw[0] * 256 + raw[1]) / 1.2 };
  }
}
