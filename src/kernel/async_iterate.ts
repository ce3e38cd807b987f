import type { Frame } from "./coroutine.ts";
import { isEnd, iter, open, type Iter, type Iterator, type Result } from "./iterate.ts";

/** An iterable that a `for await` walks. It is at the same time the frame that the loop awaits, each time anew. */
export interface AsyncIter extends Frame {
  /** The item; the iterator while its `next` runs. */
  _$v: unknown;
  /** The iterator while it waits for the loop, which closes it then; otherwise undefined. */
  _$of: Iterator | undefined;
  /** Gives what to await: it goes on and tells whether there is an item. */
  _$n(): Frame;
}

/** Walks an async iterable, or an iterable of awaitables. */
export function aiter(from: unknown): AsyncIter {
  return { _$s: 0, _$p: 0, _$v: undefined, _$of: openAsync(from), _$n: again };
}

function again(this: AsyncIter): Frame {
  this._$s = next;
  this._$p = 0;
  return this;
}

function next(iter: AsyncIter): unknown {
  const it = iter._$of!;
  iter._$of = undefined;
  iter._$v = it;
  iter._$s = got;
  return it.next();
}

function got(iter: AsyncIter, result: Result): boolean {
  if (result.done) return false;
  const it = iter._$v as Iterator;
  iter._$v = result.value;
  iter._$of = it;
  return true;
}

interface ItemFrame extends Frame {
  _$of: unknown;
}

/** The async iterator of what is iterable one way or the other. */
export function openAsync(from: unknown): Iterator {
  return open(from, "@@asyncIterator") || fromSync(iter(from));
}

function fromSync(it: Iter): Iterator {
  return {
    next() {
      return it._$n() ? itemOf(it) : { done: true };
    },
    return(value) {
      it._$x();
      return { value, done: true };
    },
  };
}

function itemOf(it: Iter): ItemFrame {
  return { _$s: awaitItem, _$p: 0, _$of: it._$v };
}

function awaitItem(frame: ItemFrame): unknown {
  frame._$s = item;
  return frame._$of;
}

function item(_frame: ItemFrame, value: unknown): Result {
  return { value, done: false };
}

/** Closes a loop's iterator; gives what to await. */
export function aclose(iter: AsyncIter): unknown {
  const it = iter._$of;
  iter._$of = undefined;
  return it && it.return && it.return();
}

interface ThrowFrame extends Frame {
  _$of: AsyncIter;
  _$e: unknown;
}

/** A coroutine that closes a loop's iterator because of an exception and raises that again. */
export function athrow(iter: AsyncIter, error: unknown): ThrowFrame {
  return { _$s: closing, _$p: 0, _$of: iter, _$e: error };
}

function closing(frame: ThrowFrame): unknown {
  frame._$s = closed;
  frame._$h = failed;
  return aclose(frame._$of);
}

function closed(frame: ThrowFrame): never {
  throw frame._$e;
}

/** Gets what closing has raised, and also what `closed` raises. */
function failed(frame: ThrowFrame, failure: unknown): never {
  throw isEnd(frame._$e) ? failure : frame._$e;
}

/** The end of an `await using`; gives what to await. */
export function adispose(resource: unknown): unknown {
  const methods = resource as Record<string, (() => unknown) | undefined> | null | undefined;
  if (methods == null) return;
  if (methods["@@asyncDispose"]) return methods["@@asyncDispose"]();
  methods["@@dispose"]!();
}
