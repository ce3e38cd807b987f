import { OverflowError } from "../builtins/exceptions.ts";
import { STOP, type Frame } from "../kernel/coroutine.ts";
import { push } from "../kernel/queue.ts";
import { current, runQueue, ticks } from "../kernel/scheduler.ts";

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
  if (!(ms < 0x20000000)) overflow();
  const frame: SleepFrame = { _$s: sleeping, _$p: 0, _$until: (ticks() + (ms > 0 ? ms : 0)) & 0x3fffffff };
  return frame as unknown as Promise<void>;
}

// As parkOn, without its call: every turn of most programs comes through here.
function sleeping(frame: SleepFrame): void {
  const task = current!;
  task._$frame = frame._$p as Frame;
  task._$value = undefined;
  frame._$p = STOP;
  push(runQueue, task, frame._$until);
}

function overflow(): never {
  throw new OverflowError("ticks interval overflow");
}

/**
 * Waits `seconds` seconds, a fraction allowed, cut to whole milliseconds.
 *
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#asyncio.sleep
 */
export function sleep(seconds: number): Promise<void> {
  return sleep_ms(seconds * 1000);
}
