import { define, Exception } from "../builtins/exceptions.ts";

/** See {@link ChecksumError}. */
declare class ChecksumErrorType extends Exception {
  private readonly _checksumError: true;
}

/** Raised by drivers if what a part sends does not fit its checksum: a bit was lost on the wire. Its only argument names the part. */
export const ChecksumError = /* @__PURE__ */ define<typeof ChecksumErrorType>("ChecksumError", Exception);
export type ChecksumError = ChecksumErrorType;
