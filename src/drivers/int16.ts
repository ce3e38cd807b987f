/** The number with sign that two bytes make. */
export function int16(high: number, low: number): number {
  return ((high << 24) >> 16) | low;
}
