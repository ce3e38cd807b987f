/** What Bosch trims into each part, by the names of the data sheet: dig_T1 is `t[0]`. */
export interface Trim {
  readonly t: readonly [number, number, number];
  readonly p: readonly [number, number, number, number, number, number, number, number, number];
  readonly h: readonly [number, number, number, number, number, number];
}

/** T and P are the example of the BMP280's data sheet, revision 1.23, page 23; H is what many parts have. */
export const TRIM: Trim = {
  t: [27504, 26435, -1000],
  p: [36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000],
  h: [75, 353, 0, 340, 50, 30],
};

/** The registers from 0x88 to 0xa1 and from 0xe1 to 0xe7 (BME280 data sheet, revision 1.6, pages 24 and 25). */
export function trimRegisters({ t, p, h }: Trim): Map<number, number> {
  const [h1, h2, h3, h4, h5, h6] = h;
  const words = [...t, ...p].flatMap((word) => [word & 255, (word >> 8) & 255]);
  const low = [...words, 0, h1];
  const high = [h2, h2 >> 8, h3, h4 >> 4, (h4 & 15) | ((h5 & 15) << 4), h5 >> 4, h6];
  return new Map([
    ...low.map((byte, i) => [0x88 + i, byte] as const),
    ...high.map((byte, i) => [0xe1 + i, byte & 255] as const),
  ]);
}

// What follows is the fixed-point compensation of the BME280's data sheet, pages 25 and 26, in real numbers. The drivers go by
// the other one, on page 49, so that neither can hide an error of the other.

/** Fine temperature; 5120 make a degree. */
export function fineTemperature({ t: [t1, t2, t3] }: Trim, raw: number): number {
  const first = (raw / 8 - 2 * t1) * t2;
  const second = (raw / 16 - t1) ** 2 * t3;
  return first / 2 ** 11 + second / 2 ** 26;
}

/** Pressure in Pa. */
export function pascal({ p: [p1, p2, p3, p4, p5, p6, p7, p8, p9] }: Trim, fine: number, raw: number): number {
  const x = fine - 128_000;
  const offset = x ** 2 * p6 + x * p5 * 2 ** 17 + p4 * 2 ** 35;
  const slope = (2 ** 47 + (x ** 2 * p3) / 2 ** 8 + x * p2 * 2 ** 12) * (p1 / 2 ** 33);
  // In 1/256 Pa, but for the last bend.
  const q = (((1_048_576 - raw) * 2 ** 31 - offset) * 3125) / slope;
  const bend = (p9 * (q / 2 ** 13) ** 2) / 2 ** 25 + (p8 * q) / 2 ** 19;
  return ((q + bend) / 2 ** 8 + p7 * 2 ** 4) / 256;
}

/** Relative humidity in percent, not cut off at 0 and 100. */
export function percent({ h: [h1, h2, h3, h4, h5, h6] }: Trim, fine: number, raw: number): number {
  const x = fine - 76_800;
  const shifted = (raw * 2 ** 14 - h4 * 2 ** 20 - h5 * x) / 2 ** 15;
  const bent = (((x * h6) / 2 ** 10) * ((x * h3) / 2 ** 11 + 32_768)) / 2 ** 10 + 2_097_152;
  const value = (shifted * bent * h2) / 2 ** 14;
  return (value - ((value / 2 ** 15) ** 2 * h1) / 2 ** 11) / 2 ** 22;
}

/** What a converter of so many bits says, in steps, where `meaning` of it is closest to what is wanted. */
export function rawFor(wanted: number, meaning: (raw: number) => number, bits: number, step: number): number {
  let low = 0;
  let high = 2 ** bits / step - 1;
  const rises = meaning(high * step) > meaning(0);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (meaning(middle * step) < wanted === rises) low = middle;
    else high = middle;
  }
  const off = (n: number): number => Math.abs(meaning(n * step) - wanted);
  return (off(low) < off(high) ? low : high) * step;
}
