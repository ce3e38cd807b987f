import { ExceptionGroup, RuntimeError } from "../builtins/exceptions.ts";
import type { Frame } from "../kernel/coroutine.ts";
import type { Queue } from "../kernel/queue.ts";
import { current, raiseIn, releaseAll, waitIn } from "../kernel/scheduler.ts";
import { Task } from "../kernel/task.ts";
import { create_task } from "./create_task.ts";
import { CancelledError } from "./errors.ts";

type Block = (group: TaskGroup) => unknown;

interface GroupFrame extends Frame {
  _$block: Block;
  _$of?: TaskGroup;
  /** What the block has raised, in an array. */
  _$error?: unknown[];
  /** What the block has returned. */
  _$result?: unknown;
  /** The last CancelledError that came from outside. */
  _$cancellation?: unknown;
}

/**
 * Tasks that all end before the block does which made them.
 *
 * `async with asyncio.TaskGroup() as tg:` is a function here, and not `await using`: what `await using` calls at the end
 * of a block is not told whether the block has failed, so it could neither cancel the tasks then nor put its error
 * beside theirs.
 *
 * @see https://docs.python.org/3/library/asyncio-task.html#task-groups
 *
 * @example
 * await asyncio.TaskGroup.run(async (tg) => {
 *   tg.create_task(blink());
 *   tg.create_task(measure());
 * });
 */
export class TaskGroup {
  /** The task that runs the block, while it does. */
  declare _$parent: Task | undefined;
  /** The tasks that have not ended. */
  declare _$tasks: Task[];
  /** What tasks have raised, in that order. */
  declare _$errors: unknown[];
  /** Why no task can be added: undefined while one can. */
  declare _$closed: string | undefined;
  /** Here the block waits for its tasks. */
  declare _$waiters: Queue;

  private constructor() {
    this._$parent = current;
    this._$tasks = [];
    this._$errors = [];
    this._$waiters = {};
  }

  /**
   * Runs `block`, gives it a new group, waits for all tasks of the group and gives what `block` returned.
   *
   * If a task or the block raises, all other tasks, and the block, are cancelled; when the last one has ended, all that
   * they have raised comes out as the `exceptions` of one ExceptionGroup, the block's last. A task that is cancelled is no failure. If the
   * caller is cancelled, so are all tasks; CancelledError comes out when they have ended, if nothing else is to.
   *
   * @throws ExceptionGroup
   */
  static run<T>(block: (group: TaskGroup) => T | PromiseLike<T>): Promise<T> {
    const frame: GroupFrame = { _$s: begin, _$p: 0, _$block: block };
    return frame as unknown as Promise<T>;
  }

  /**
   * Makes a task of a coroutine, as `asyncio.create_task` does. The block, or a task of the group, may call it.
   *
   * @throws RuntimeError if the group has ended, or is ending because something has failed
   * @throws TypeError if it is no coroutine
   */
  create_task<T>(coroutine: PromiseLike<T>): Task<T> {
    if (this._$closed) throw new RuntimeError("TaskGroup " + this._$closed);
    const task = create_task(coroutine);
    this._$tasks.push(task);
    task._$then = () => ended(this, task);
    return task;
  }
}

function begin(frame: GroupFrame): unknown {
  const block = frame._$block;
  frame._$s = blockEnded;
  frame._$h = failed;
  return block((frame._$of = new (TaskGroup as unknown as new () => TaskGroup)()));
}

function blockEnded(frame: GroupFrame, result: unknown): unknown {
  frame._$result = result;
  return rest(frame);
}

/** The block has raised something, or the caller was cancelled while it waited for the tasks. */
function failed(frame: GroupFrame, error: unknown): unknown {
  const group = frame._$of!;
  if (error instanceof CancelledError) frame._$cancellation = error;
  else frame._$error = [error];
  group._$parent = undefined;
  abort(group);
  return rest(frame);
}

/** Waits for the tasks and gives or raises what has come out. */
function rest(frame: GroupFrame): unknown {
  const group = frame._$of!;
  const errors = group._$errors.concat(frame._$error || []);
  group._$parent = undefined;
  if (group._$tasks.length) {
    frame._$s = rest;
    frame._$h = failed;
    return waitIn(group._$waiters);
  }
  frame._$h = undefined;
  group._$closed = "has ended";
  if (errors.length) throw new ExceptionGroup("unhandled errors in a TaskGroup", errors);
  if (frame._$cancellation) throw frame._$cancellation;
  return frame._$result;
}

/** Called in the last turn of each task, before those who await it are woken. */
function ended(group: TaskGroup, task: Task): void {
  const tasks = group._$tasks;
  tasks.splice(tasks.indexOf(task), 1);
  if (task._$raised && !(task.exception instanceof CancelledError)) {
    group._$errors.push(task.exception);
    abort(group);
  }
  if (!tasks.length) releaseAll(group._$waiters, undefined);
}

function abort(group: TaskGroup): void {
  if (group._$closed) return;
  group._$closed = "is ending";
  group._$tasks.map(cancel);
  if (group._$parent) cancel(group._$parent);
}

/** As `Task.cancel`, but a task that awaits the one which has just failed is cancelled itself. */
function cancel(task: Task): void {
  for (let on; (on = task._$on) instanceof Task && on !== current;) task = on;
  raiseIn(task, new CancelledError());
}
