import { TypeError } from "../builtins/exceptions.ts";
import { openAsync } from "./async_iterate.ts";
import type { Frame } from "./coroutine.ts";
import { leave } from "./generator.ts";
import { isEnd, type End, type Iterator, type Result } from "./iterate.ts";

interface DelegateFrame extends Frame {
  _$of: Iterator;
  /** What ends the generator. */
  _$e?: End;
}

/** `yield* iterable` */
export function delegate(iterable: unknown): DelegateFrame {
  return { _$s: start, _$p: 0, _$of: openAsync(iterable) };
}

function start(frame: DelegateFrame): unknown {
  return ask(frame);
}

function ask(frame: DelegateFrame, value?: unknown): unknown {
  frame._$h = undefined;
  frame._$s = answered;
  return frame._$of.next(value);
}

function answered(frame: DelegateFrame, result: Result): unknown {
  if (result.done) return result.value;
  frame._$h = caught;
  frame._$s = ask;
  const passing: PassFrame = { _$s: pass, _$p: 0, _$of: result };
  return passing;
}

interface PassFrame extends Frame {
  _$of: Result;
}

/** Hands the result on as it is. */
function pass(frame: PassFrame): Result {
  leave(frame, (frame._$p as Frame)._$p as Frame);
  return frame._$of;
}

/** Gets what `throw` or `return` of the generator raise at the `yield*`. */
function caught(frame: DelegateFrame, error: unknown): unknown {
  const it = frame._$of;
  if (isEnd(error)) {
    if (!it.return) throw error;
    frame._$e = error;
    frame._$s = returned;
    return it.return(error.value);
  }
  if (it.throw) {
    frame._$s = answered;
    return it.throw(error);
  }
  frame._$s = refused;
  return it.return && it.return();
}

function returned(frame: DelegateFrame, result: Result): unknown {
  if (!result.done) return answered(frame, result);
  const end = frame._$e!;
  end.value = result.value;
  throw end;
}

function refused(): never {
  throw new TypeError("iterator has no method throw");
}
