import { OSError } from "../builtins/exceptions.ts";
import { Lock } from "../asyncio/lock.ts";
import { sleep_ms } from "../asyncio/sleep.ts";
import type { I2C } from "../machine/i2c.ts";
import { checkChip } from "./chip_id.ts";
import { int16 } from "./int16.ts";

/** What BMP280 and BME280 have in common. */
export interface BMX280 {
  _$i2c: I2C;
  _$address: number;
  _$timeout: number;
  _$lock: Lock;
  /** The trimming words dig_T1 to dig_T3 and dig_P1 to dig_P9, once they are known; all with sign. */
  _$words?: number[];
  /** What the last measurement has left in the registers from 0xf7 on. */
  _$raw: Uint8Array;
}

/** Options of BME280 and BMP280. */
export interface BMX280Options {
  /** 0x76 with SDO low, as by default, or 0x77 with SDO high. */
  address?: number;
  /** The longest that a measurement may take, in ms; to the next 10 ms. Default 50. */
  timeout_ms?: number;
}

export function setUp(part: BMX280, i2c: I2C, options: BMX280Options | undefined): void {
  const given = options || {};
  part._$i2c = i2c;
  part._$address = given.address || 0x76;
  part._$timeout = given.timeout_ms || 50;
  part._$lock = new Lock();
}

/** osrs_t and osrs_p ×1, and mode sleep, as ctrl_meas is after a measurement. */
const DONE = 0x24;

/**
 * Measures once in the forced mode, all quantities ×1 and without filter, and gives the fine temperature, of which
 * 5120 make a degree Celsius.
 */
export async function measure(
  part: BMX280,
  id: number,
  start: readonly number[],
  bytes: number,
): Promise<number> {
  using _held = await part._$lock.hold();
  const i2c = part._$i2c;
  const address = part._$address;
  if (!part._$words) checkChip(i2c, address, 0xd0, id);
  i2c.writeto(address, start);
  for (let left = part._$timeout; ; left -= 10) {
    await sleep_ms(10);
    // Neither measuring nor copying the trimming; and ctrl_meas is 0 in a part that has lost its power meanwhile.
    const state = i2c.readfrom_mem(address, 0xf3, 2);
    if (!(state[0] & 9) && state[1] == DONE) break;
    if (left <= 10) throw new OSError(110);
  }
  let words = part._$words;
  if (!words) {
    const trim = i2c.readfrom_mem(address, 0x88, 24);
    words = [];
    for (let i = 0; i < 24; i += 2) words.push(int16(trim[i + 1], trim[i]));
    part._$words = words;
  }
  const raw = (part._$raw = i2c.readfrom_mem(address, 0xf7, bytes));
  const x = word20(raw, 3) / 16384 - (words[0] & 65535) / 1024;
  return x * (words[1] + (x * words[2]) / 64);
}

function word20(raw: Uint8Array, at: number): number {
  return (raw[at] << 12) | (raw[at + 1] << 4) | (raw[at + 2] >> 4);
}

/** Pressure in hPa at the fine temperature. */
export function pressure(part: BMX280, fine: number): number {
  const w = part._$words as number[];
  const x = fine / 2 - 64000;
  const offset = ((x * w[8]) / 32768 + w[7] * 2) * (x / 4) + w[6] * 65536;
  const scale = (1 + (x * (x * (w[5] / 524288) + w[4])) / 524288 / 32768) * (w[3] & 65535);
  const p = ((1048576 - word20(part._$raw, 0) - offset / 4096) * 6250) / scale;
  return (p + (p * ((p * w[11]) / 2147483648 + w[10] / 32768) + w[9]) / 16) / 100;
}
