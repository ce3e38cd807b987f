/** Values over time that are known beforehand, such as those of a CSV file. */
export interface Series {
  /** The value at a virtual time in seconds. */
  at(time_s: number): number;
  /** Throws if a value, of all there are, is not from `min` to `max`. */
  check(name: string, min: number, max: number): void;
}

/** Where a measured value comes from: a constant, a function of the virtual time in seconds, or a series such as `csv(file, column)`. */
export type Source = number | ((time_s: number) => number) | Series;

/** The value of a source at a virtual time in seconds. */
export function valueAt(source: Source, time_s: number): number {
  if (typeof source === "number") return source;
  return typeof source === "function" ? source(time_s) : source.at(time_s);
}

export function isSeries(value: unknown): value is Series {
  return typeof value === "object" && value !== null && "at" in value && "check" in value;
}
