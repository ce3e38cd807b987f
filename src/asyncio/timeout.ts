/// <reference lib="esnext.disposable" preserve="true" />
import { RuntimeError } from "../builtins/exceptions.ts";
import { give, raise, type Frame } from "../kernel/coroutine.ts";
import { cancel, current, delay, discard } from "../kernel/scheduler.ts";
import { Task } from "../kernel/task.ts";
import { CancelledError, TimeoutError } from "./errors.ts";

interface ScopeFrame extends Frame {
  _$of: Timeout;
}

/** The rest of a block that must end in time. Made by `timeout` and `timeout_ms`. */
export class Timeout {
  /** The task that runs the block. */
  declare _$task: Task;
  /** A task that does nothing but cancel that one at the deadline. */
  declare _$timer: Task | undefined;
  /** What is raised in the block because its time is up. */
  declare _$error: unknown;

  constructor(ms: number | null | undefined) {
    if (!current) throw new RuntimeError("no running event loop");
    this._$task = current;
    this.reschedule_ms(ms);
  }

  /** Moves the deadline to `ms` milliseconds from now; null or undefined: to never. Too late once it has passed. */
  reschedule_ms(ms?: number | null): void {
    const timer = this._$timer;
    if (timer && timer._$frame) discard(timer);
    this._$timer = ms == null || this._$error ? undefined : arm(this, ms);
  }

  /** True if the block was cancelled because its time was up. */
  expired(): boolean {
    return !!this._$error;
  }

  /** Ends the scope; `using` calls it. */
  [Symbol.dispose](): void {
    this.reschedule_ms();
    // Whether it is this error that leaves the block nobody can tell here. If it is, it does so as a TimeoutError.
    if (this._$error) Object.setPrototypeOf(this._$error, TimeoutError.prototype);
  }
}

function arm(scope: Timeout, ms: number): Task {
  const frame: ScopeFrame = { _$s: expire, _$p: 0, _$of: scope };
  const timer = new Task(frame);
  delay(timer, ms);
  return timer;
}

function expire(frame: ScopeFrame): void {
  const scope = frame._$of;
  const task = scope._$task;
  let inner = task;
  while (inner._$on instanceof Task) inner = inner._$on;
  const waiting = inner._$frame;
  if (waiting && waiting._$s === raise) {
    // An error is on its way into the block already, and may not be replaced: a turn later it has arrived.
    scope._$timer = arm(scope, 0);
  } else if (cancel(task)) {
    scope._$error = inner._$value;
    // An error that comes through another task is that one's, too, and stays what it is there.
    if (inner !== task) {
      const own: ScopeFrame = { _$s: give, _$p: task._$frame!, _$h: replace, _$of: scope };
      task._$frame = own;
    }
  }
}

function replace(frame: ScopeFrame, error: unknown): never {
  const scope = frame._$of;
  throw error === scope._$error ? (scope._$error = new CancelledError()) : error;
}

/**
 * Limits the rest of a block to `ms` milliseconds; 0 or less: to its next await; null or undefined: not at all.
 *
 * At the deadline the task is cancelled, as by `Task.cancel`; if the CancelledError leaves the block, it leaves it as a
 * TimeoutError. Any other cancellation or error comes out as it is. Unlike `wait_for_ms` it makes no task, and loses
 * nothing that has come at the last moment.
 *
 * It needs `Object.setPrototypeOf`, which MuJS does not have.
 *
 * @throws OverflowError for 2^29 ms (6.2 days) and more
 * @throws RuntimeError outside of a task
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.timeout
 *
 * @example
 * try {
 *   using limit = asyncio.timeout_ms(500);
 *   await sensor.read();
 * } catch (e) {
 *   if (e instanceof asyncio.TimeoutError) print("too slow");
 *   else throw e;
 * }
 */
export function timeout_ms(ms?: number | null): Timeout {
  return new Timeout(ms);
}

/** As {@link timeout_ms}, with the limit in seconds. */
export function timeout(seconds?: number | null): Timeout {
  return new Timeout(seconds == null ? seconds : seconds * 1000);
}
