import { ValueError } from "../builtins/exceptions.ts";
import { Lock } from "../asyncio/lock.ts";
import { sleep_ms } from "../asyncio/sleep.ts";
import type { I2C } from "../machine/i2c.ts";
import { checkChip } from "./chip_id.ts";
import { int16 } from "./int16.ts";

/** Options of {@link MPU6050}. */
export interface MPU6050Options {
  /** 0x68 with AD0 low, as by default, or 0x69 with AD0 high. */
  address?: number;
  /** The largest acceleration to tell, in g (9.80665 m/s²). Default 2. */
  acceleration_range_g?: 2 | 4 | 8 | 16;
  /** The largest angular rate to tell, in degrees a second. Default 250. */
  angular_rate_range_dps?: 250 | 500 | 1000 | 2000;
}

/** Along or around the axes x, y and z, as printed on the part. */
export type Axes = [x: number, y: number, z: number];

/** What a reading of {@link MPU6050} gives. */
export interface MPU6050Reading {
  /** In g, in steps of the range's 32,768th part. At rest the axis that points up gives 1. */
  acceleration_g: Axes;
  /** Temperature of the chip in degrees Celsius, from -40 to 85, in steps of 0.003. */
  temperature_c: number;
  /** In degrees a second, in steps of the range's 32,768th part. */
  angular_rate_dps: Axes;
}

/** ms until a gyroscope that was woken up tells the truth: 30 as a rule. */
const SETTLED = 100;

/**
 * InvenSense MPU-6050, acceleration and angular rate, on I2C. The first reading wakes it up, and so does the next one after
 * it was without power; it stays awake, as the gyroscope takes long to start. Tasks that read at the same time take turns.
 *
 * @see MPU-6000/MPU-6050 register map, RM-MPU-6000A-00, revision 4.2; product specification PS-MPU-6000A-00, revision 3.4,
 * for the start-up time
 *
 * @example
 * const motion = new MPU6050(new I2C(0), { acceleration_range_g: 8 });
 * const { acceleration_g: [x, y, z] } = await motion.read();
 */
export class MPU6050 {
  declare _$i2c: I2C;
  declare _$address: number;
  declare _$acceleration: number;
  declare _$rate: number;
  declare _$lock: Lock;
  /** Set once it is awake and has settled. */
  declare _$settled?: number;

  /** @throws ValueError if it has no such range */
  constructor(i2c: I2C, options?: MPU6050Options) {
    const given = options || {};
    this._$i2c = i2c;
    this._$address = given.address || 0x68;
    this._$acceleration = rangeCode(given.acceleration_range_g, 2);
    this._$rate = rangeCode(given.angular_rate_range_dps, 250);
    this._$lock = new Lock();
  }

  /**
   * Reads all of it at once: in 100 ms if it is to be woken up, else without waiting.
   *
   * @throws OSError ENODEV (19) if it does not answer or if another chip does, whose id is then told; ETIMEDOUT (110) if
   * something holds the bus
   */
  async read(): Promise<MPU6050Reading> {
    using _held = await this._$lock.hold();
    const i2c = this._$i2c;
    const address = this._$address;
    // After power-up it sleeps, and its ranges are the smallest ones.
    if (!this._$settled || i2c.readfrom_mem(address, 0x6b, 1)[0] != AWAKE) {
      this._$settled = 0;
      checkChip(i2c, address, 0x75, 0x68);
      i2c.writeto(address, [0x1a, 0, this._$rate << 3, this._$acceleration << 3]);
      i2c.writeto(address, [0x6b, AWAKE]);
      await sleep_ms(SETTLED);
      this._$settled = 1;
    }
    const raw = i2c.readfrom_mem(address, 0x3b, 14);
    return {
      acceleration_g: axes(raw, 0, 2 << this._$acceleration),
      temperature_c: int16(raw[6], raw[7]) / 340 + 36.53,
      angular_rate_dps: axes(raw, 8, 250 << this._$rate),
    };
  }
}

/** No sleep, and the clock of the gyroscope, as is recommended. */
const AWAKE = 1;

/** What the two bits say that choose a range. */
function rangeCode(range: number | undefined, smallest: number): number {
  const code = [1, 2, 4, 8].indexOf((range || smallest) / smallest);
  if (code < 0) throw new ValueError("no range of " + range);
  return code;
}

function axes(raw: Uint8Array, at: number, range: number): Axes {
  const axis = (i: number): number => (int16(raw[i], raw[i + 1]) * range) / 32768;
  return [axis(at), axis(at + 2), axis(at + 4)];
}
