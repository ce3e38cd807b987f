/** A time: µs of virtual time, or text such as "10s", "500ms", "2m", "1h", "7d" or "50us". */
export type Time = number | string;

const UNITS: Readonly<Record<string, number>> = {
  us: 1,
  ms: 1e3,
  s: 1e6,
  m: 60e6,
  h: 3600e6,
  d: 86_400e6,
};

/** A time in µs. */
export function micros(time: Time): number {
  if (typeof time === "number" && time >= 0) return time;
  const found = /^(\d+(?:\.\d+)?)(us|ms|s|m|h|d)$/.exec(String(time));
  if (!found || typeof time === "number")
    throw new RangeError(`"${time}" is no time: write 10s, 500ms, 2m, 1h, 7d or 50us, or a number of µs`);
  return Math.round(Number(found[1]) * UNITS[found[2]]);
}
