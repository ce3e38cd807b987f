import type { Pin } from "../machine/pin.ts";
import { Timer } from "../machine/timer.ts";
import { ticks_diff, ticks_us } from "../time/ticks.ts";

export interface Debounced {
  /** Ends it. */
  _$stop: () => void;
  /** Whether the pin has changed and it is yet to be seen whether it stays so. */
  _$moving: () => boolean;
}

/**
 * Calls `changed` when the level of a pin has changed and stayed so for a while, with the time (µs) from which on it stayed. All is
 * reckoned by the times of interrupts.
 *
 * @param level the one at rest: if the pin has the other one already, that is its first change
 * @param settle_ms how long it has to stay, low and high
 */
export function debounce(
  pin: Pin,
  level: number,
  settle_ms: readonly number[],
  changed: (level: number, time: number) => void,
): Debounced {
  const timer = new Timer();
  /** What the pin has changed to, unless that counts already. */
  let next: number | undefined;
  let since: number;
  const settled = (): void => {
    const now = next!;
    timer.deinit();
    next = undefined;
    if (now != level) changed((level = now), since);
  };
  const edge = (_pin: Pin, to: number, time: number): void => {
    // Its time was over before this edge, and the program busy.
    if (next != undefined && ticks_diff(time, since) >= settle_ms[next] * 1000) settled();
    next = to;
    since = time;
    timer.init({ period: settle_ms[to], callback: settled });
  };
  pin.irq(edge);
  edge(pin, pin.value(), ticks_us());
  return {
    _$stop: () => {
      pin.irq();
      timer.deinit();
    },
    _$moving: () => next != undefined,
  };
}
