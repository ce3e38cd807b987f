import { now } from "#hal";
import { PERIOD } from "../kernel/ticks.ts";

export { ticks_add, ticks_diff } from "../kernel/ticks.ts";

/**
 * A count of ms since some start, which wraps at 2^30 (12.4 days): compare two of them by `ticks_diff` only.
 *
 * @see https://docs.micropython.org/en/latest/library/time.html#time.ticks_ms
 */
export function ticks_ms(): number {
  return (now() / 1000) & (PERIOD - 1);
}

/**
 * As `ticks_ms`, but in µs; it wraps every 17.9 minutes.
 *
 * @see https://docs.micropython.org/en/latest/library/time.html#time.ticks_us
 */
export function ticks_us(): number {
  return now() & (PERIOD - 1);
}

/**
 * The finest count there is, for measurements that are only compared to one another: µs here.
 *
 * @see https://docs.micropython.org/en/latest/library/time.html#time.ticks_cpu
 */
export const ticks_cpu = ticks_us;
