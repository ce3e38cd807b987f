import { ticks_diff, ticks_ms } from "../time/ticks.ts";

/** ms left of the `ms` milliseconds that a part needs from one measurement to the next, begun at tick `since`; below 0: none. */
export function left(since: number, ms: number): number {
  const passed = ticks_diff(ticks_ms(), since);
  // Below 0 half a period of the ticks is over. A tick more, for up to one is lost in counting.
  return passed < 0 ? passed : ms + 1 - passed;
}
