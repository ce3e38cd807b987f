import { define, Exception, RuntimeError } from "../builtins/exceptions.ts";

export { CancelledError } from "../kernel/errors.ts";

/** See {@link TimeoutError}. */
declare class TimeoutErrorType extends Exception {
  private readonly _timeoutError: true;
}

/**
 * Raised by `wait_for` and `wait_for_ms` when the time is up.
 *
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#asyncio.wait_for
 */
export const TimeoutError = /* @__PURE__ */ define<typeof TimeoutErrorType>("TimeoutError", Exception);
export type TimeoutError = TimeoutErrorType;

/** See {@link QueueEmpty}. */
declare class QueueEmptyType extends Exception {
  private readonly _queueEmpty: true;
}

/**
 * Raised by `Queue.get_nowait` if there is nothing to get.
 *
 * @see https://docs.python.org/3/library/asyncio-queue.html#asyncio.QueueEmpty
 */
export const QueueEmpty = /* @__PURE__ */ define<typeof QueueEmptyType>("QueueEmpty", Exception);
export type QueueEmpty = QueueEmptyType;

/** See {@link QueueFull}. */
declare class QueueFullType extends Exception {
  private readonly _queueFull: true;
}

/**
 * Raised by `Queue.put_nowait` if there is no room.
 *
 * @see https://docs.python.org/3/library/asyncio-queue.html#asyncio.QueueFull
 */
export const QueueFull = /* @__PURE__ */ define<typeof QueueFullType>("QueueFull", Exception);
export type QueueFull = QueueFullType;

/** See {@link BrokenBarrierError}. */
declare class BrokenBarrierErrorType extends RuntimeError {
  private readonly _brokenBarrierError: true;
}

/**
 * Raised by `Barrier.wait` if the barrier is broken, or is broken or reset meanwhile.
 *
 * @see https://docs.python.org/3/library/asyncio-sync.html#asyncio.BrokenBarrierError
 */
export const BrokenBarrierError = /* @__PURE__ */ define<typeof BrokenBarrierErrorType>(
  "BrokenBarrierError",
  RuntimeError,
);
export type BrokenBarrierError = BrokenBarrierErrorType;
