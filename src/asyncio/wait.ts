import { RuntimeError, TypeError, ValueError } from "../builtins/exceptions.ts";
import type { Frame } from "../kernel/coroutine.ts";
import { CancelledError } from "../kernel/errors.ts";
import { push, type Queue } from "../kernel/queue.ts";
import { current, delay, discard, releaseAll, schedule, waitIn } from "../kernel/scheduler.ts";
import { Task } from "../kernel/task.ts";

/**
 * For `wait`: until one task has ended.
 *
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.FIRST_COMPLETED
 */
export const FIRST_COMPLETED = "FIRST_COMPLETED";
/**
 * For `wait`: until one task has raised or all have ended.
 *
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.FIRST_EXCEPTION
 */
export const FIRST_EXCEPTION = "FIRST_EXCEPTION";
/**
 * For `wait`: until all tasks have ended.
 *
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.ALL_COMPLETED
 */
export const ALL_COMPLETED = "ALL_COMPLETED";

/** Python's keyword arguments of `wait`. */
export interface WaitOptions {
  /** How many seconds to wait at most; null or not given: without limit. */
  timeout?: number | null;
  /** Whether one task that ends, or one that raises, is enough. Default ALL_COMPLETED. */
  return_when?: typeof FIRST_COMPLETED | typeof FIRST_EXCEPTION | typeof ALL_COMPLETED;
}

/**
 * Waits for tasks without awaiting them: it raises nothing that they raise, cancels none of them when the caller is
 * cancelled or the time is up, and gives those that have ended and those that have not, each in the order of `tasks`.
 *
 * An exception of a task that it gives counts as retrieved.
 *
 * @throws ValueError if there are no tasks, or `return_when` is none of the three
 * @throws TypeError if one is no task, RuntimeError if one is the current task
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.wait
 *
 * @example
 * const [done, pending] = await asyncio.wait([a, b], { timeout: 0.5, return_when: asyncio.FIRST_COMPLETED });
 */
export async function wait<T>(
  tasks: readonly Task<T>[],
  options: WaitOptions = {},
): Promise<[done: Task<T>[], pending: Task<T>[]]> {
  const when = options.return_when || ALL_COMPLETED;
  const timeout = options.timeout;
  if (!tasks.length) throw new ValueError("no tasks to wait for");
  if ([FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED].indexOf(when) < 0)
    throw new ValueError("invalid return_when: " + when);
  tasks.forEach((task) => {
    if (!((task as unknown) instanceof Task)) throw new TypeError("wait takes tasks only");
  });
  const open = tasks.filter(isOpen);
  const isEnough =
    when === FIRST_COMPLETED
      ? open.length < tasks.length
      : when === FIRST_EXCEPTION && tasks.some((task) => task._$raised && isFailure(task.exception));
  if (open.length && !isEnough)
    await ends(
      open,
      when === FIRST_COMPLETED ? 1 : open.length,
      when === FIRST_EXCEPTION,
      timeout == null ? undefined : timeout * 1000,
    );
  const done = tasks.filter((task) => !isOpen(task));
  done.forEach((task) => {
    task._$seen = true;
  });
  return [done, tasks.filter(isOpen)];
}

function isOpen(task: Task): boolean {
  return !!task._$frame;
}

function isFailure(error: unknown): boolean {
  return !(error instanceof CancelledError);
}

/**
 * Waits until `count` of several running tasks have ended or, if that is enough, one has raised, at most `ms` milliseconds.
 * The tasks are not awaited: a cancellation is not passed on to them, nor do they raise.
 */
export async function ends(
  tasks: readonly Task[],
  count: number,
  isFailureEnough?: boolean,
  ms?: number,
): Promise<void> {
  const waiters: Queue = {};
  const wake = () => releaseAll(waiters, undefined);
  const told = () => {
    if (!--count) wake();
  };
  const watchers = tasks.map((task) =>
    watch(task, told, (_frame, error) => {
      if (isFailureEnough && isFailure(error)) wake();
      else told();
    }),
  );
  if (ms !== undefined) {
    const timer = watcher(wake, wake);
    delay(timer, ms);
    watchers.push(timer);
  }
  try {
    await (waitIn(waiters) as unknown as Promise<void>);
  } catch (error) {
    // As the watchers have waited for the tasks, nobody else reports those that have failed in this very turn.
    tasks.forEach((task) => {
      if (task._$raised && isFailure(task.exception) && !task._$on) schedule(task);
    });
    throw error;
  } finally {
    watchers.filter(isOpen).forEach(discard);
  }
}

/** Has a function called in a turn of its own when a queue is released, or another one if that is with an error. */
export function watch(queue: Queue, told: () => void, failed: (frame: Frame, error: unknown) => void): Task {
  if (queue === current) throw new RuntimeError("can't await self");
  const task = watcher(told, failed);
  push(queue, task, 0);
  return task;
}

function watcher(told: () => void, failed: (frame: Frame, error: unknown) => void): Task {
  const frame: Frame = { _$s: told, _$p: 0, _$h: failed };
  return new Task(frame);
}
