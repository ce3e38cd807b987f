import { OverflowError } from "../builtins/exceptions.ts";
import type { Frame } from "../kernel/coroutine.ts";
import { parkOn, runQueue, ticks } from "../kernel/scheduler.ts";

interface SleepFrame extends Frame {
  _$until: number;
}

/**
 * Waits `ms` milliseconds from now, that is from this call. 0 or less lets all other ready tasks have their turn first.
 *
 * @throws OverflowError for 2^29 ms (6.2 days) and more
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#asyncio.sleep_ms
 */
export function sleep_ms(ms: number): Promise<void> {
  if (!(ms < 0x20000000)) throw new OverflowError("ticks interval overflow");
  const frame: SleepFrame = { _$s: sleeping, _$p: 0, _$until: (ticks() + (ms > 0 ? ms : 0)) & 0x3fffffff };
  return frame as unknown as Promise<void>;
}

function sleeping(frame: SleepFrame): void {
  parkOn(frame, runQueue, frame._$until);
}

/**
 * Waits `seconds` seconds, a fraction allowed, cut to whole milliseconds.
 *
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#asyncio.sleep
 */
export function sleep(seconds: number): Promise<void> {
  return sleep_ms(seconds * 1000);
}
