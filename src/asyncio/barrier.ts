import { ValueError } from "../builtins/exceptions.ts";
import { give, type Frame } from "../kernel/coroutine.ts";
import type { Queue } from "../kernel/queue.ts";
import { raiseIn, ready, waitIn } from "../kernel/scheduler.ts";
import { BrokenBarrierError } from "./errors.ts";

interface WaitFrame extends Frame {
  _$of: Barrier;
}

const BROKEN = "the barrier was aborted or reset";

/**
 * Lets tasks wait for each other: a number of them, and then all go on. It can be used again and again.
 *
 * @param parties how many, 1 or more
 * @throws ValueError if it is less than 1
 * @see https://docs.python.org/3/library/asyncio-sync.html#barrier
 */
export class Barrier {
  /** How many tasks go on together. */
  declare readonly parties: number;
  /** How many tasks wait. */
  declare n_waiting: number;
  /** True from `abort` to `reset`. */
  declare broken: boolean;
  declare _$waiters: Queue;

  constructor(parties: number) {
    if (!(parties >= 1)) throw new ValueError("parties must be >= 1");
    this.parties = parties;
    this.n_waiting = 0;
    this.broken = false;
    this._$waiters = {};
  }

  /**
   * Waits until `parties` tasks wait. Gives each of them another number from 0, in the order in which they came, to
   * parties - 1. A task that is cancelled meanwhile does not count any more.
   *
   * @throws BrokenBarrierError if the barrier is broken, or broken or reset meanwhile
   */
  wait(): Promise<number> {
    const frame: WaitFrame = { _$s: waiting, _$p: 0, _$of: this };
    return frame as unknown as Promise<number>;
  }

  /** Breaks the barrier: BrokenBarrierError is raised in those who wait and in those who come, until `reset`. */
  abort(): void {
    this.broken = true;
    release(this, true);
  }

  /** Makes the barrier as good as new. BrokenBarrierError is raised in those who wait. */
  reset(): void {
    this.broken = false;
    release(this, true);
  }
}

function waiting(frame: WaitFrame): unknown {
  const barrier = frame._$of;
  if (barrier.broken) throw new BrokenBarrierError(BROKEN);
  if (barrier.n_waiting + 1 >= barrier.parties) return release(barrier);
  barrier.n_waiting++;
  frame._$s = give;
  frame._$h = cancelled;
  return waitIn(barrier._$waiters);
}

function cancelled(frame: WaitFrame, error: unknown): never {
  frame._$of.n_waiting--;
  throw error;
}

/** Wakes all who wait, with their numbers or with an error. Gives how many they were. */
function release(barrier: Barrier, isBroken?: boolean): number {
  let count = 0;
  for (let task; (task = barrier._$waiters._$root); count++) {
    // It does not count any more, so a cancellation has nothing to take back.
    task._$frame!._$h = undefined;
    if (isBroken) raiseIn(task, new BrokenBarrierError(BROKEN));
    else ready(task, count);
  }
  barrier.n_waiting = 0;
  return count;
}
