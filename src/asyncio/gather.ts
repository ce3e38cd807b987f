import { RuntimeError } from "../builtins/exceptions.ts";
import { CHECKS, OPTIONS } from "../builtins/parts.ts";
import type { Awaitable } from "../kernel/awaitable.ts";
import { adapt, toCoroutine, type Frame } from "../kernel/coroutine.ts";
import { CancelledError } from "../kernel/errors.ts";
import { cancel, checked, current, park, raiseIn, ready, spawn } from "../kernel/scheduler.ts";
import { Task, type Listener } from "../kernel/task.ts";

/** Python's keyword arguments of `gather`, and one of our own. */
export interface GatherOptions {
  /** Give exceptions as results instead of raising the first one. Default false. */
  return_exceptions?: boolean;
  /** Cancel the siblings of a child that failed. Default true; false is MicroPython's way: they run on. */
  cancel_siblings?: boolean;
}

/** One gather under way: the frame that its caller awaits, and what its children tell when they end. */
interface GatherFrame extends Frame, Listener {
  /** The arguments; their tasks once it has started. */
  _$tasks: Task[];
  /** The options. */
  _$giveAll: boolean | undefined;
  _$spare: boolean;
  /** The task that waits; undefined if none needs to. */
  _$task?: Task;
  /** How many children have to end before the task is woken. */
  _$count: number;
  /** The child whose exception ends the gather. */
  _$failed?: Task;
}

type Results<T extends readonly unknown[]> = { -readonly [K in keyof T]: Awaited<T[K]> };

/**
 * Runs several awaitables concurrently and waits for all of them.
 *
 * Gives their results in the order of the arguments. If one raises, its exception is raised at once and the siblings
 * that still run are cancelled in the background, unless `return_exceptions` or `cancel_siblings: false` say
 * otherwise. If the caller is cancelled, so are all children.
 *
 * @throws RuntimeError if a task is given twice or somebody awaits it already; nothing has been started then
 * @throws TypeError if an argument is no awaitable; nothing has been started then
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#asyncio.gather
 *
 * @example
 * const [t, h] = await asyncio.gather(temperature(), humidity());
 * const results = await asyncio.gather(a(), b(), { return_exceptions: true });
 */
export function gather<T extends readonly Awaitable<unknown>[]>(...awaitables: T): Promise<Results<T>>;
export function gather<T extends readonly Awaitable<unknown>[]>(
  ...args: [...awaitables: T, options: GatherOptions & { return_exceptions: true }]
): Promise<{ -readonly [K in keyof T]: unknown }>;
export function gather<T extends readonly Awaitable<unknown>[]>(
  ...args: [...awaitables: T, options: GatherOptions]
): Promise<Results<T>>;
export function gather(): Promise<unknown> {
  const frame: Frame & { _$tasks: unknown[] } = {
    _$s: start,
    _$p: 0,
    // eslint-disable-next-line prefer-rest-params -- a rest parameter is a loop in ES5
    _$tasks: [].slice.call(arguments),
  };
  return frame as unknown as Promise<unknown>;
}

function start(frame: GatherFrame): unknown {
  let tasks = frame._$tasks;
  if (OPTIONS) {
    const last = tasks[tasks.length - 1] as (Frame & Task) | undefined;
    const options =
      last && typeof last == "object" && last._$s === undefined && !last.cancel && !last.then
        ? (tasks.pop() as unknown as GatherOptions)
        : {};
    frame._$giveAll = options.return_exceptions;
    frame._$spare = options.cancel_siblings === false;
  }
  // First look at all of them, so that an error leaves nothing started.
  if (CHECKS)
    tasks = tasks.map((awaitable, i) => {
      if (tasks.indexOf(awaitable) < i) refuse();
      if (!isTask(awaitable)) return checked(toCoroutine(awaitable)) as never;
      if (awaitable._$frame && (awaitable._$root || awaitable._$listener || awaitable === current)) refuse();
      return awaitable;
    });
  frame._$count = tasks.length;
  frame._$ended = ended;
  frame._$tasks = tasks.map((awaitable) => {
    if (isTask(awaitable) && !awaitable._$frame) {
      if (awaitable._$raised && !frame._$giveAll && !frame._$failed) frame._$failed = awaitable;
      frame._$count--;
      return awaitable;
    }
    const task = isTask(awaitable) ? awaitable : spawn(awaitable);
    task._$listener = frame;
    return task;
  });
  if (!frame._$count || frame._$failed) return collect(frame);
  frame._$task = current!;
  frame._$s = frame._$h = collect;
  const wait: Frame = { _$s: park, _$p: 0 };
  return wait;
}

/** Where nothing hands out tasks a program has none to give. */
function isTask(awaitable: unknown): awaitable is Task {
  return (adapt && awaitable instanceof Task) as never;
}

function refuse(): never {
  throw new RuntimeError("can't gather");
}

function ended(this: GatherFrame, child: Task): void {
  const task = this._$task!;
  // Woken already: by an earlier failure or by a cancellation.
  if (task._$on) return;
  if (child._$raised && !this._$giveAll) this._$failed = child;
  else if (--this._$count) return;
  ready(task);
}

/** Detaches the children and gives or raises what came out; with `cancellation`, the caller was cancelled. */
function collect(frame: GatherFrame, cancellation?: unknown): unknown[] {
  const failed = frame._$failed;
  // What it raises itself is no cancellation.
  frame._$h = undefined;
  const results = frame._$tasks.map((task) => {
    task._$listener = undefined;
    if ((cancellation || (failed && frame._$task && !frame._$spare)) && task._$frame)
      if (adapt)
        try {
          cancel(task);
        } catch {
          // It awaits the very task that gathers it, and learns of it there.
        }
      else raiseIn(task, new CancelledError());
    return task._$raised ? task.exception : task.result;
  });
  if (cancellation) throw cancellation;
  if (failed) throw failed.exception;
  return results;
}
