import { RuntimeError, TypeError } from "../builtins/exceptions.ts";
import { alarm, defer, now as us, print } from "#hal";
import { raise, STOP, toFrame, used, type Frame, type State } from "./coroutine.ts";
import { CancelledError } from "./errors.ts";
import { push, remove, takeChildren, type Queue } from "./queue.ts";
import { Task } from "./task.ts";
import { ticks_diff } from "./ticks.ts";

/** The task whose turn it is; undefined between turns. */
export let current: Task | undefined;

/** Tasks that are ready or sleep, by deadline. */
export let runQueue: Queue = {};

/** What the current task runs: the innermost frame, its state, and the value that goes into it or has come out. */
let frame: Frame;
let state: State | 0 | undefined;
let value: unknown;

/** The task that `run` waits for: the loop turns while there is one. */
let main: Task | undefined;

/** The last tick that anybody looked at. */
let tick = 0;

/** What an interrupt left to do in the loop. Interrupts write it: see {@link interrupt}. */
let poll: (() => void) | undefined;

/** True while a slice is due. Interrupts write it: see {@link wake}. */
let pending = false;

/** The main task, once it has raised what `run` has yet to raise. */
let failed: Task | undefined;

/** What an exception handler is told. */
export interface ExceptionContext {
  message: string;
  exception: unknown;
  future: Task;
}

let handler = reportToConsole;

/** The time in ms, wrapping at PERIOD. */
export function ticks(): number {
  return (tick = (us() / 1000) & 0x3fffffff);
}

/**
 * Runs tasks that are due, until there are none or, after 16 turns, the engine's own events shall have theirs. Gives the
 * task that is next.
 *
 * Each task has an explicit stack of frames: however deep coroutines await one another, the native stack holds this
 * function and one state function. It is one dense function on module variables because an interpreter that works on
 * source text pays for each call and local variable, and lexes every branch that it does not take.
 */
function work(): Task | undefined {
  let turns = 16;
  let next;
  frame = STOP;
  for (;;)
    try {
      for (;;) {
        // A frame that awaits gets its awaitable linked in front; one that has ended gives way to its parent. The
        // outermost parent is the task, which has no state.
        for (
          ;
          (state = frame._$s);
          frame._$s
            ? value &&
              ((value as Frame)._$s || (value = toFrame(value as Frame)),
              (value as Frame)._$p && used(),
              ((value as Frame)._$p = frame),
              (frame = value as Frame))
            : (frame = frame._$p as Frame)
        ) {
          frame._$s = 0;
          value = (state as (frame: Frame, value: unknown) => unknown)(frame, value);
        }
        if (!(frame as typeof STOP)._$parked) finish(current!, value);
        // The clock is only looked at if the last look does not do.
        if (!(
          main &&
          (poll && polled(), (next = runQueue._$root)) &&
          (((next._$key - tick) << 2) >> 2 <= 0 || due(next)) &&
          turns--
        ))
          return next;
        current = next;
        runQueue._$root = next._$child && takeChildren(next);
        frame = next._$frame || retrieve(next);
        value = next._$value;
      }
    } catch (error) {
      unwind(error);
    }
}

/** True once its deadline has come. */
function due(task: Task): boolean {
  return ticks_diff(task._$key, ticks()) <= 0;
}

/** Ends a primitive by letting the task wait; whoever wakes it gives the value for the primitive's parent. */
export function park(frame: Frame): void {
  const task = current!;
  task._$frame = frame._$p as Frame;
  task._$on = undefined;
  frame._$p = STOP;
}

/** Parks the task on a queue, in order of arrival. */
export function parkOn(frame: Frame, queue: Queue): void {
  park(frame);
  push(queue, current!, 0);
}

/** Makes a task ready: at the end of those that are ready now, unless it is one of them. */
export function schedule(task: Task): void {
  const now = ticks();
  if (task._$on) {
    if (task._$on === runQueue && due(task)) return;
    remove(task);
  }
  push(runQueue, task, now);
  if (!current) wake();
}

/** Makes a waiting task ready to go on with a value. */
export function ready(task: Task, value?: unknown): void {
  task._$value = value;
  schedule(task);
}

/** Makes all tasks of a queue ready, first come first served. */
export function releaseAll(queue: Queue, value: unknown, raised?: boolean): void {
  for (let task; (task = queue._$root);) {
    if (raised) task._$frame!._$s = raise;
    ready(task, value);
  }
}

/** Raises an error unless it is given a coroutine that has not started. */
export function checked(value: unknown): Frame {
  const frame = value as Frame | undefined;
  if (frame && (frame._$p || frame._$s === 0)) used();
  if (!frame || !frame._$s) throw new TypeError("coroutine expected");
  return frame;
}

/** Makes a task of a coroutine and schedules it. */
export function spawn<T>(coroutine: PromiseLike<T>): Task<T> {
  const task = new Task<T>(checked(coroutine));
  schedule(task);
  return task;
}

/** Ends a task and wakes whoever waits for it. */
export function finish(task: Task, value: unknown, raised?: boolean): void {
  const seen = task._$root || task._$listener || task._$then || !raised || value instanceof CancelledError;
  task._$frame = task._$on = undefined;
  task._$raised = raised;
  if (raised) task.exception = value;
  else task.result = value;
  if (task._$listener) task._$listener._$ended(task);
  if (task._$then) task._$then();
  releaseAll(task, value, raised);
  if (task === main) {
    main = undefined;
    if (raised && !task._$then) failed = task;
  } else if (!seen) schedule(task);
}

/** Finds the handler of an exception that the current frame has raised; without one the task has ended. */
function unwind(error: unknown): void {
  for (; (frame as unknown) !== current; frame = frame._$p as Frame)
    if (frame._$h) {
      frame._$s = frame._$h!;
      frame._$h = undefined;
      value = error;
      return;
    }
  finish(current!, error, true);
  frame = STOP;
}

/** Lets what an interrupt has left be done. */
function polled(): void {
  const fn = poll!;
  poll = undefined;
  fn();
}

/** Has `fn` called in the loop before the next turn. May be called from interrupt context; always with the same `fn`. */
export function interrupt(fn: () => void): void {
  poll = fn;
  wake();
}

/**
 * Asks for a slice from the engine's idle loop. May be called from interrupt context, between any two statements: the
 * worst that can happen is a slice that finds nothing to do.
 */
export function wake(): void {
  if (!pending) {
    pending = true;
    defer(slice);
  }
}

/** A slice: what the engine calls. The exception of the main task leaves here. */
function slice(): void {
  pending = false;
  rest(work());
  const task = failed;
  if (task) {
    failed = undefined;
    throw task.exception;
  }
}

/** Sees to it that the loop goes on: at once if the next task is due, for the turns were used up, else when it will be. */
function rest(next: Task | undefined): void {
  current = undefined;
  if (!main || !next) alarm();
  else if (due(next)) wake();
  else {
    const ms = Math.floor(us() / 1000);
    alarm((ms + ticks_diff(next._$key, ms)) * 1000, wake);
  }
}

/** The second turn of a task that has failed. */
function retrieve(task: Task): Frame {
  if (!task._$seen)
    report({ message: "Task exception wasn't retrieved", exception: task.exception, future: task });
  return STOP;
}

/** Sets who is told of exceptions that nobody retrieved. */
export function setHandler(to: (context: ExceptionContext) => void): void {
  handler = to;
}

/** Writes the exception to the console, as MicroPython's default handler does. */
export function reportToConsole(context: ExceptionContext): void {
  print(context.message + ": " + String(context.exception));
}

/** Tells the handler; what that raises itself reaches the engine, and the loop goes on. */
export function report(context: ExceptionContext): void {
  try {
    handler(context);
  } catch (error) {
    defer(() => {
      throw error;
    });
  }
}

/** Raises an error while the loop runs. */
export function checkIdle(): void {
  if (main) throw new RuntimeError("the loop is running already");
}

/** Turns the loop until `task` has ended. The first slice runs at once. */
export function loop<T>(task: Task<T>): Task<T> {
  if (task._$frame) {
    main = task;
    slice();
  }
  return task;
}

/** Forgets all tasks. */
export function reset(): void {
  checkIdle();
  runQueue = {};
}
