import { RuntimeError } from "../builtins/exceptions.ts";
import type { Frame } from "./coroutine.ts";
import { isEnd, type End, type Result } from "./iterate.ts";

/** Stands below the body of a generator, as its parent. Its own parent is who awaits the generator at that time. */
export interface GeneratorFrame extends Frame {
  /**
   * - a frame: the one that is at a `yield`, or the body that has not started, which has no parent yet
   * - 0: it runs
   * - undefined: it has ended
   */
  _$at: Frame | 0 | undefined;
}

/** A call of `next`, `return` or `throw`. */
interface CallFrame extends Frame {
  _$of: GeneratorFrame;
  _$v: unknown;
}

/** What a program sees of a generator. */
class AsyncGenerator {
  declare _$of: GeneratorFrame;
  constructor(body: Frame) {
    this._$of = { _$s: ended, _$p: 0, _$h: failed, _$at: body };
  }
  next(value: unknown): Frame {
    return call(this, advance, value);
  }
  return(value: unknown): Frame {
    return call(this, end, value);
  }
  throw(error: unknown): Frame {
    return call(this, fail, error);
  }
  "@@asyncIterator"(): this {
    return this;
  }
}

/** Makes an async generator of the frame of its body. */
export function agen(body: Frame): AsyncGenerator {
  return new AsyncGenerator(body);
}

function call(generator: AsyncGenerator, state: (frame: CallFrame) => unknown, value: unknown): CallFrame {
  return { _$s: state, _$p: 0, _$of: generator._$of, _$v: value };
}

/**
 * Lets the generator take the place of the call: what the call returns or raises goes to the `yield`, and the caller
 * is who awaits the generator. False if the generator has ended; it ends if it would have to start and shall not.
 */
function enter(frame: CallFrame, starts?: boolean): boolean {
  const generator = frame._$of;
  const at = generator._$at;
  if (at === 0) throw new RuntimeError("asynchronous generator is already running");
  if (at && (at._$p || (starts && (at._$p = generator)))) {
    generator._$at = 0;
    generator._$p = frame._$p;
    frame._$p = at;
    return true;
  }
  generator._$at = undefined;
  return false;
}

function advance(frame: CallFrame): unknown {
  return enter(frame, true) ? frame._$v : { value: undefined, done: true };
}

function fail(frame: CallFrame): never {
  enter(frame);
  throw frame._$v;
}

function end(frame: CallFrame): unknown {
  frame._$s = ending;
  enter(frame);
  return frame._$v;
}

function ending(frame: CallFrame, value: unknown): Result {
  const mark: End = { _$g: 1, value };
  if (frame._$of._$at === 0) throw mark;
  return { value, done: true };
}

function ended(generator: GeneratorFrame, value: unknown): Result {
  generator._$at = undefined;
  return { value, done: true };
}

function failed(generator: GeneratorFrame, error: unknown): Result {
  if (isEnd(error)) return ended(generator, error.value);
  generator._$at = undefined;
  throw error;
}

interface YieldFrame extends Frame {
  _$of: unknown;
}

/** `yield value`, which awaits the value. */
export function yield_(value?: unknown): YieldFrame {
  return { _$s: typeof value == "object" ? awaitValue : yieldValue, _$p: 0, _$of: value };
}

function awaitValue(frame: YieldFrame): unknown {
  frame._$s = give;
  return frame._$of;
}

function yieldValue(frame: YieldFrame): Result {
  return give(frame, frame._$of);
}

function give(frame: YieldFrame, value: unknown): Result {
  leave(frame, frame._$p as Frame);
  return { value, done: false };
}

/** Stops the generator where `frame` is awaited, so that what `frame` returns goes to who awaits the generator. */
export function leave(frame: Frame, body: Frame): void {
  const generator = body._$p as GeneratorFrame;
  generator._$at = frame._$p as Frame;
  frame._$p = generator._$p;
}
