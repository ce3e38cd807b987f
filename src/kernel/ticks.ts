import { OverflowError } from "../builtins/exceptions.ts";

/** Ticks count ms from 0 to PERIOD - 1 and wrap, as MicroPython's `time.ticks_ms` does. */
export const PERIOD = 0x40000000;

/**
 * `a - b` in ms, signed, for two ticks less than half a period (6.2 days) apart.
 *
 * @see https://docs.micropython.org/en/latest/library/time.html#time.ticks_diff
 */
export function ticks_diff(a: number, b: number): number {
  // The shifts sign-extend bit 29 and drop what the wrap or a long uptime added above it.
  return ((a - b) << 2) >> 2;
}

/**
 * The tick `delta` ms after (or before) `ticks`.
 *
 * @throws OverflowError for half a period or more
 * @see https://docs.micropython.org/en/latest/library/time.html#time.ticks_add
 */
export function ticks_add(ticks: number, delta: number): number {
  if (!(Math.abs(delta) < PERIOD / 2)) throw new OverflowError("ticks interval overflow");
  return (ticks + delta) & (PERIOD - 1);
}
