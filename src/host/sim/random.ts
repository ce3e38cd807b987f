/**
 * The number after `state` in the sequence of xorshift32: 32 bits, unsigned, never 0 unless `state` is. G. Marsaglia, "Xorshift
 * RNGs", Journal of Statistical Software 8(14), 2003.
 */
export function xorshift32(state: number): number {
  let x = state;
  x ^= x << 13;
  x ^= x >>> 17;
  x ^= x << 5;
  return x >>> 0;
}
