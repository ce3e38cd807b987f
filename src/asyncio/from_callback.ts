import { give, raise, type Frame, type State } from "../kernel/coroutine.ts";
import type { Queue } from "../kernel/queue.ts";
import { releaseAll, waitIn } from "../kernel/scheduler.ts";

type Start = (resolve: (value: never) => void, reject: (error: unknown) => void) => unknown;

interface CallbackFrame extends Frame {
  _$start: Start;
  _$cancel: ((handle: never) => void) | undefined;
  /** What `start` returned. */
  _$handle?: unknown;
  /** How it has ended: `give` or `raise`. */
  _$by?: State;
  /** The value or the error. */
  _$value?: unknown;
}

/**
 * Makes an awaitable of anything that calls back: one that can be cancelled and timed out.
 *
 * `start` is called when it is awaited, and begins the operation. The first call of `resolve` or `reject`, be it at once
 * or later, ends the wait; all others do nothing, also those that come after the wait was given up. They may be called
 * by other tasks and from the engine's idle loop, as those of setTimeout, setWatch and sockets are, but not from an
 * interrupt, as that of a hardware timer: there use ThreadSafeFlag.
 *
 * @param start gets `resolve` and `reject`; what it throws is raised, and then `cancel` is not called
 * @param cancel called once, with what `start` returned, if the wait is given up, also if a value that has just come
 *   reaches nobody; what it throws is raised in place of CancelledError
 *
 * @example
 * const edge = await asyncio.from_callback(
 *   (resolve) => setWatch(resolve, D0, { edge: "falling" }),
 *   (id) => clearWatch(id),
 * );
 */
export function from_callback<T = void, H = unknown>(
  start: (resolve: (value: T) => void, reject: (error: unknown) => void) => H,
  cancel?: (handle: H) => void,
): Promise<T> {
  const frame: CallbackFrame = { _$s: begin, _$p: 0, _$start: start as Start, _$cancel: cancel };
  return frame as unknown as Promise<T>;
}

function begin(frame: CallbackFrame): Frame | undefined {
  const waiters: Queue = {};
  const settle = (by: State) => (value?: unknown) => {
    if (frame._$by) return;
    frame._$by = by;
    frame._$value = value;
    releaseAll(waiters, undefined);
  };
  const start = frame._$start;
  frame._$handle = start(settle(give), settle(raise));
  frame._$s = end;
  if (frame._$by) return undefined;
  frame._$h = givenUp;
  return waitIn(waiters);
}

function end(frame: CallbackFrame): unknown {
  // What it raises is no cancellation.
  frame._$h = undefined;
  return frame._$by!(frame as never, frame._$value as never);
}

function givenUp(frame: CallbackFrame, error: unknown): never {
  const cancel = frame._$cancel;
  if (cancel) cancel(frame._$handle as never);
  throw error;
}
