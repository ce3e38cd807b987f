import { define, Exception } from "../builtins/exceptions.ts";

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
