/// <reference lib="esnext.disposable" preserve="true" />
import { RuntimeError } from "../builtins/exceptions.ts";
import type { Frame } from "../kernel/coroutine.ts";
import type { Queue } from "../kernel/queue.ts";
import { current, ready, waitIn } from "../kernel/scheduler.ts";
import type { Task } from "../kernel/task.ts";

interface AcquireFrame extends Frame {
  _$of: Lock;
  /** Give the lock, for `using`, instead of true. */
  _$hold?: boolean;
}

/**
 * Lets one task at a time into a stretch of code.
 *
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#class-lock
 */
export class Lock {
  /**
   * - undefined: unlocked
   * - true: locked
   * - a Task: unlocked, but for that task, which was woken and acquires it at its turn
   */
  declare _$holder: true | Task | undefined;
  declare _$waiters: Queue;

  constructor() {
    this._$waiters = {};
  }

  /** True if a task holds the lock. */
  locked(): boolean {
    return this._$holder === true;
  }

  /** Waits until nobody else holds the lock, and takes it. Gives true. */
  acquire(): Promise<true> {
    const frame: AcquireFrame = { _$s: acquiring, _$p: 0, _$of: this };
    return frame as unknown as Promise<true>;
  }

  /**
   * Acquires the lock for the rest of a block, however the block is left.
   *
   * @example
   * using held = await lock.hold();
   */
  hold(): Promise<this> {
    const frame: AcquireFrame = { _$s: acquiring, _$p: 0, _$of: this, _$hold: true };
    return frame as unknown as Promise<this>;
  }

  /** Releases; `using` calls it. */
  [Symbol.dispose](): void {
    this.release();
  }

  /**
   * Unlocks. The task that has waited longest gets the lock at its turn; until then nobody else can take it.
   *
   * @throws RuntimeError if the lock is not held
   */
  release(): void {
    if (this._$holder !== true) throw new RuntimeError("Lock not acquired");
    const next = this._$waiters._$root;
    this._$holder = next;
    if (next) ready(next);
  }
}

function acquiring(frame: AcquireFrame): unknown {
  const lock = frame._$of;
  if (!lock._$holder) return acquired(frame);
  frame._$s = acquired;
  frame._$h = cancelled;
  return waitIn(lock._$waiters);
}

function acquired(frame: AcquireFrame): unknown {
  frame._$of._$holder = true;
  return frame._$hold ? frame._$of : true;
}

function cancelled(frame: AcquireFrame, error: unknown): never {
  const lock = frame._$of;
  if (lock._$holder === current) {
    // It was this task's already: the next one has it.
    lock._$holder = true;
    lock.release();
  }
  throw error;
}
