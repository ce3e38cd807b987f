import { RuntimeError } from "../builtins/exceptions.ts";
import type { Frame } from "../kernel/coroutine.ts";
import type { Queue } from "../kernel/queue.ts";
import { interrupt, ready, waitIn } from "../kernel/scheduler.ts";

interface WaitFrame extends Frame {
  _$of: ThreadSafeFlag;
}

/** Flags that a task waits for, or has waited for since the last poll. */
let flags: ThreadSafeFlag[] = [];

/**
 * A flag that an interrupt may set for one waiting task.
 *
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#class-threadsafeflag
 */
export class ThreadSafeFlag {
  /** Interrupts write it, and nothing else of the flag. */
  declare _$set: boolean | undefined;
  /** The waiting task, alone in a queue, so that a cancellation can take it out. */
  declare _$waiters: Queue;
  declare _$listed: boolean | undefined;

  constructor() {
    this._$waiters = {};
  }

  /** Sets the flag and wakes the waiting task. May be called from any interrupt, between any two statements. */
  set(): void {
    this._$set = true;
    interrupt(poll);
  }

  /** Clears the flag. */
  clear(): void {
    this._$set = undefined;
  }

  /**
   * Waits until the flag is set, not at all if it is, and clears it.
   *
   * @throws RuntimeError if another task waits already
   */
  wait(): Promise<void> {
    const frame: WaitFrame = { _$s: waiting, _$p: 0, _$of: this };
    return frame as unknown as Promise<void>;
  }
}

function waiting(frame: WaitFrame): unknown {
  const flag = frame._$of;
  if (flag._$set) return clear(frame);
  if (flag._$waiters._$root) throw new RuntimeError("another task waits for the flag");
  if (!flag._$listed) {
    flag._$listed = true;
    flags.push(flag);
  }
  frame._$s = clear;
  // If an interrupt sets the flag before the task waits, the poll after this turn finds it.
  return waitIn(flag._$waiters);
}

function clear(frame: WaitFrame): void {
  frame._$of._$set = undefined;
}

/** Wakes the tasks whose flags are set, in the order in which they began to wait. */
function poll(): void {
  flags = flags.filter(isAwaited);
}

function isAwaited(flag: ThreadSafeFlag): boolean {
  const waiters = flag._$waiters;
  if (flag._$set && waiters._$root) ready(waiters._$root);
  return (flag._$listed = !!waiters._$root);
}
