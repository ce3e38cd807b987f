import { BaseException, define } from "../builtins/exceptions.ts";

/** See {@link CancelledError}. */
declare class CancelledErrorType extends BaseException {
  private readonly _cancelledError: true;
}

/**
 * Raised in a coroutine that is cancelled, at its await. It is no `Exception`: let it pass, or raise it again after
 * cleaning up.
 *
 * @see https://docs.micropython.org/en/latest/library/asyncio.html
 */
export const CancelledError = /* @__PURE__ */ define<typeof CancelledErrorType>(
  "CancelledError",
  BaseException,
);
export type CancelledError = CancelledErrorType;
