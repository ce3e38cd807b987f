import { ValueError } from "../builtins/exceptions.ts";
import type { Frame } from "../kernel/coroutine.ts";
import type { Queue as Waiters } from "../kernel/queue.ts";
import { parkOn, releaseAll } from "../kernel/scheduler.ts";
import { QueueEmpty, QueueFull } from "./errors.ts";
import { Semaphore } from "./semaphore.ts";

interface JoinFrame extends Frame {
  _$of: Queue;
}

/**
 * Hands items from tasks to tasks, first in first out. Tasks that wait are served first come first served; one that
 * is cancelled takes nothing with it.
 *
 * Not from an interrupt: see ThreadSafeFlag.
 *
 * @param maxsize how many items it holds before `put` waits; 0 or less, as if it is not given: any number
 * @see https://docs.python.org/3/library/asyncio-queue.html#queue
 */
export class Queue<T = unknown> {
  /** How many items it holds; 0 or less: any number. */
  declare readonly maxsize: number;
  declare _$items: T[];
  /** Counts the items; those who get wait for it. */
  declare _$filled: Semaphore;
  /** Counts the free places; those who put wait for it. */
  declare _$room: Semaphore;
  /** How many items were put and not reported by `task_done`. */
  declare _$unfinished: number;
  /** Those who wait in `join`. */
  declare _$waiters: Waiters;

  constructor(maxsize = 0) {
    this.maxsize = maxsize;
    this._$items = [];
    this._$filled = new Semaphore(0);
    this._$room = new Semaphore(maxsize > 0 ? maxsize : Infinity);
    this._$unfinished = 0;
    this._$waiters = {};
  }

  /** How many items there are, those included for which a task has been woken. */
  qsize(): number {
    return this._$items.length;
  }

  /** True if there are no items: `get_nowait` would raise. */
  empty(): boolean {
    return !this._$items.length;
  }

  /** True if there are `maxsize` items: `put_nowait` would raise. */
  full(): boolean {
    return !this._$room._$value;
  }

  /** Puts an item in; waits while the queue is full. */
  async put(item: T): Promise<void> {
    await this._$room.acquire();
    add(this, item);
  }

  /**
   * Puts an item in without waiting, ahead of those who wait to.
   *
   * @throws QueueFull
   */
  put_nowait(item: T): void {
    if (this.full()) throw new QueueFull();
    this._$room._$value--;
    add(this, item);
  }

  /** Takes the oldest item out; waits while the queue is empty. */
  async get(): Promise<T> {
    await this._$filled.acquire();
    return take(this);
  }

  /**
   * Takes the oldest item out without waiting, ahead of those who wait to.
   *
   * @throws QueueEmpty
   */
  get_nowait(): T {
    if (this.empty()) throw new QueueEmpty();
    this._$filled._$value--;
    return take(this);
  }

  /**
   * Says that an item which was taken out is dealt with.
   *
   * @throws ValueError if it is said more often than items were put in
   */
  task_done(): void {
    if (!this._$unfinished) throw new ValueError("task_done() called too many times");
    if (!--this._$unfinished) releaseAll(this._$waiters, undefined);
  }

  /** Waits until `task_done` was called for every item that was put in; not at all if it was. */
  join(): Promise<void> {
    const frame: JoinFrame = { _$s: joining, _$p: 0, _$of: this };
    return frame as unknown as Promise<void>;
  }
}

function add<T>(queue: Queue<T>, item: T): void {
  queue._$items.push(item);
  queue._$unfinished++;
  queue._$filled.release();
}

function take<T>(queue: Queue<T>): T {
  queue._$room.release();
  return queue._$items.shift()!;
}

function joining(frame: JoinFrame): void {
  if (frame._$of._$unfinished) parkOn(frame, frame._$of._$waiters);
}
