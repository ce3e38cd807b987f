import { AssertionError } from "node:assert";
import { micros, type Time } from "../devices/micros.ts";
import { droppedUntil } from "../keep.ts";
import { duration } from "../timeline.ts";

/** A stretch of virtual time; left out: from power-up, to now. */
export interface TimeWindow {
  /** When it begins. */
  from?: Time;
  /** When it ends, this moment not included. */
  to?: Time;
}

/** A {@link TimeWindow} in µs. */
export interface Stretch {
  from: number;
  to: number;
}

export function stretch({ from = 0, to }: TimeWindow = {}): Stretch {
  return { from: micros(from), to: to === undefined ? Infinity : micros(to) };
}

/** As in "between 1 s and 2 s"; empty for all of the time. */
export function during({ from, to }: Stretch): string {
  if (to < Infinity) return ` between ${duration(from)} and ${duration(to)}`;
  return from > 0 ? ` since ${duration(from)}` : "";
}

/**
 * The entries of a trace in a stretch of time.
 *
 * @throws RangeError if some of them were dropped, for then there is no telling
 */
export function entries<T extends { at: number }>(trace: readonly T[], { from, to }: Stretch): T[] {
  const gone = droppedUntil(trace);
  if (gone !== undefined && gone >= from)
    throw new RangeError(
      `nothing is known any more of the time before ${duration(gone)}: look at what came later, or give simulate() a higher "keep"`,
    );
  return trace.filter(({ at }) => at >= from && at < to);
}

/** Throws an AssertionError of `node:assert`, which test runners show with both values. */
export function failed(message: string, values: { actual?: unknown; expected?: unknown } = {}): never {
  throw new AssertionError({ message, operator: "expect", ...values, stackStartFn: failed });
}

/** Some lines of text below a message, the last ones if there are many. */
export function listed(what: string, lines: readonly string[], most = 10): string {
  if (lines.length === 0) return `\n(${what}: none)`;
  const shown = lines.slice(-most).map((line) => `\n  ${line}`);
  const left = lines.length - shown.length;
  return `\n${what}${left > 0 ? ` (the last ${most} of ${lines.length})` : ""}:${shown.join("")}`;
}
