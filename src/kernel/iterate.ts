import { TypeError } from "../builtins/exceptions.ts";

/** What iterators of both kinds have. */
export interface Iterator {
  next(value?: unknown): unknown;
  return?(value?: unknown): unknown;
  throw?(error: unknown): unknown;
}

/** What an iterator's `next` gives. */
export interface Result {
  value?: unknown;
  done?: boolean;
}

/** An iterable that a loop walks. */
export interface Iter {
  /** The item. */
  _$v: unknown;
  /** What is walked; undefined once it has ended, has failed or was closed. */
  _$of: unknown;
  /** Goes on and tells whether there is an item. */
  _$n(): boolean;
  /** Closes it: nobody will ask for more. */
  _$x(): void;
}

interface IndexIter extends Iter {
  _$of: ArrayLike<unknown>;
  _$i: number;
}

/** The iterator that the method of this name makes; something falsy if there is no such method. */
export function open(from: unknown, name: string): Iterator | undefined | null | false {
  // Espruino throws where an unknown name is read by brackets from a string or a typed array.
  return (
    typeof from == "object" &&
    from &&
    name in from &&
    (from as Record<string, () => Iterator | undefined>)[name]()
  );
}

/** Walks an iterable; arrays, typed arrays and strings by index. */
export function iter(from: unknown): Iter {
  const it = open(from, "@@iterator");
  if (it) return { _$v: undefined, _$of: it, _$n: next, _$x: close };
  // A function has a length, too, and a generator function that nobody called is a likely mistake.
  if (from == null || typeof from == "function" || !((from as ArrayLike<unknown>).length >= 0))
    throw new TypeError("object not iterable");
  const indexed: IndexIter = {
    _$v: undefined,
    _$of: from as ArrayLike<unknown>,
    _$n: nextIndex,
    _$x: close,
    _$i: 0,
  };
  return indexed;
}

function nextIndex(this: IndexIter): boolean {
  const from = this._$of;
  const more = this._$i < from.length;
  if (more) this._$v = from[this._$i++];
  return more;
}

function next(this: Iter): boolean {
  const it = this._$of as Iterator | undefined;
  if (!it) return false;
  // An iterator that fails is not closed.
  this._$of = undefined;
  const result = it.next() as Result;
  if (result.done) return false;
  this._$v = result.value;
  this._$of = it;
  return true;
}

function close(this: Iter): void {
  const it = this._$of as Iterator | undefined;
  this._$of = undefined;
  if (it && it.return) it.return();
}

/** What is raised in a generator to end it; `catch` lets it pass. */
export interface End {
  _$g: 1;
  value: unknown;
}

export function isEnd(error: unknown): error is End {
  return (error && (error as End)._$g) as never;
}

/** Closes a loop's iterator because of an exception, which goes on: it outdoes one that closing raises. */
export function iterThrow(it: Iter, error: unknown): never {
  try {
    it._$x();
  } catch (failure) {
    if (isEnd(error)) throw failure;
  }
  throw error;
}
