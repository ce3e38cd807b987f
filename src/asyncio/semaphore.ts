/// <reference lib="esnext.disposable" preserve="true" />
import { ValueError } from "../builtins/exceptions.ts";
import type { Frame } from "../kernel/coroutine.ts";
import { push, type Queue } from "../kernel/queue.ts";
import { current, park, ready } from "../kernel/scheduler.ts";

interface AcquireFrame extends Frame {
  _$of: Semaphore;
  /** Give the semaphore, for `using`, instead of true. */
  _$hold?: boolean;
}

interface QueueFrame extends Frame {
  _$of: Queue;
  _$key: number;
}

/**
 * Lets a number of tasks at a time into a stretch of code, first come first served.
 *
 * @param value how many, 0 or more; 1 if it is not given
 * @throws ValueError if it is less than 0
 * @see https://docs.python.org/3/library/asyncio-sync.html#semaphore
 */
export class Semaphore {
  /** How many may enter, those included that were woken and have yet to. */
  declare _$value: number;
  /** How many tasks were woken and have yet to enter. */
  declare _$woken: number;
  declare _$waiters: Queue;

  constructor(value = 1) {
    if (!(value >= 0)) throw new ValueError("Semaphore initial value must be >= 0");
    this._$value = value;
    this._$woken = 0;
    this._$waiters = {};
  }

  /** True if `acquire` would have to wait. */
  locked(): boolean {
    return this._$value <= this._$woken;
  }

  /** Waits until there is room, behind those who wait already, and takes it. Gives true. */
  acquire(): Promise<true> {
    const frame: AcquireFrame = { _$s: acquiring, _$p: 0, _$of: this };
    return frame as unknown as Promise<true>;
  }

  /**
   * Acquires for the rest of a block, however the block is left.
   *
   * @example
   * using held = await semaphore.hold();
   */
  hold(): Promise<this> {
    const frame: AcquireFrame = { _$s: acquiring, _$p: 0, _$of: this, _$hold: true };
    return frame as unknown as Promise<this>;
  }

  /** Releases; `using` calls it. */
  [Symbol.dispose](): void {
    this.release();
  }

  /** Gives room for one more. The task that has waited longest enters at its turn; nobody overtakes it. */
  release(): void {
    this._$value++;
    passOn(this);
  }
}

/** Wakes the first of those who wait. If there is no room for it after all, it waits on. */
function passOn(semaphore: Semaphore): void {
  const next = semaphore._$waiters._$root;
  if (next) {
    semaphore._$woken++;
    // From now on a cancellation has to pass on what it was woken for.
    next._$frame!._$h = cancelled;
    ready(next);
  }
}

function acquiring(frame: AcquireFrame): unknown {
  return frame._$of.locked() ? wait(frame, 0) : acquired(frame);
}

function wait(frame: AcquireFrame, key: number): Frame {
  const queueing: QueueFrame = { _$s: queue, _$p: 0, _$of: frame._$of._$waiters, _$key: key };
  frame._$s = woken;
  frame._$h = undefined;
  return queueing;
}

function queue(frame: QueueFrame): void {
  park(frame);
  push(frame._$of, current!, frame._$key);
}

function woken(frame: AcquireFrame): unknown {
  const semaphore = frame._$of;
  semaphore._$woken--;
  // A queue's put_nowait or get_nowait may have been faster: then it waits on, in front of all others.
  return semaphore._$value ? acquired(frame) : wait(frame, -1);
}

function acquired(frame: AcquireFrame): unknown {
  frame._$of._$value--;
  return frame._$hold ? frame._$of : true;
}

function cancelled(frame: AcquireFrame, error: unknown): never {
  frame._$of._$woken--;
  passOn(frame._$of);
  throw error;
}

/**
 * A Semaphore that is never released more often than acquired.
 *
 * @see https://docs.python.org/3/library/asyncio-sync.html#boundedsemaphore
 */
export class BoundedSemaphore extends Semaphore {
  declare _$bound: number;

  constructor(value = 1) {
    super(value);
    this._$bound = value;
  }

  /** @throws ValueError if it is released more often than acquired */
  override release(): void {
    if (this._$value >= this._$bound) throw new ValueError("BoundedSemaphore released too many times");
    super.release();
  }
}
