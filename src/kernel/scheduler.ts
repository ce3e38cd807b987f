import { OverflowError, RuntimeError, TypeError } from "../builtins/exceptions.ts";
import { CHECKS, OBJECTS } from "../builtins/parts.ts";
import { alarm, defer, now as us, print } from "#hal";
import { adapt, give, raise, STOP, toFrame, used, type Frame, type State } from "./coroutine.ts";
import { CancelledError } from "./errors.ts";
import { push, remove, takeChildren, type Queue } from "./queue.ts";
import { Task } from "./task.ts";

/** What `sleep_ms` gives. */
interface Sleep extends Frame {
  /** The tick when it ends. */
  _$until: number;
}

/** For asyncio, which knows no engine. */
export { print };

/** The task whose turn it is; undefined between turns. */
export let current: Task | undefined;

/** Tasks that sleep, by deadline. */
export let sleepers: Queue = {};

/**
 * Tasks that are ready, linked by `_$next`: first come, first served. A sleeper comes when its deadline does, for
 * whenever the tick moves all that are due are put here before anybody else: so the order is that of one queue by
 * deadline, but what is ready costs no look at the heap.
 */
let first: Task | undefined;
let last: Task;

/** Stands in `_$on` for the list of those that are ready. */
export const READY: Queue = {};

/** What the current task runs: the innermost frame, its state, and the value that goes into it or has come out. */
let frame: Frame;
let state: State | 0 | undefined;
let value: unknown;

/** The task that `run` waits for: the loop turns while there is one. */
let main: Task | undefined;

/** The last tick that anybody looked at. */
let tick = 0;

/** How many turns the slice has left. */
let turns: number;

/** What an interrupt left to do in the loop. Interrupts write it: see {@link interrupt}. */
let poll: (() => void) | undefined;

/** True while a slice is due. Interrupts write it: see {@link wake}. */
let pending: boolean | undefined;

/** The main task, once it has raised what `run` has yet to raise. */
let failed: Task | undefined;

/** The message of what an exception handler is told. */
export const UNRETRIEVED = "Task exception wasn't retrieved";

/** The message for times that ticks cannot count. */
const OVERFLOW = "ticks interval overflow";

/** Who is told of tasks whose exception nobody retrieved: see {@link setHandler}. */
let handler: ((task: Task) => void) | undefined;

/** Looks at the clock, and makes those ready whose deadline has come. */
export function look(): void {
  // Shorter than & PERIOD - 1.
  const now = ((us() / 1000) << 2) >>> 2;
  if (now != tick) {
    tick = now;
    for (let task; (task = sleepers._$root) && (task._$key - now) << 2 <= 0;) {
      sleepers._$root = takeChildren(task);
      append(task);
    }
  }
}

/** Puts a task at the end of those that are ready. */
function append(task: Task): void {
  task._$on = READY;
  if (first) last._$next = task;
  else first = task;
  last = task;
}

/**
 * Runs tasks that are due, until there are none or, after 16 turns, the engine's own events shall have theirs.
 *
 * Each task has an explicit stack of frames: however deep coroutines await one another, the native stack holds this
 * function and one state function. It is one dense function on module variables because an interpreter that works on
 * source text pays for each call and local variable, and lexes every branch that it does not take.
 */
function work(): void {
  turns = 16;
  frame = STOP;
  for (;;)
    try {
      for (;;) {
        // A frame that awaits gets its awaitable linked in front; one that has ended gives way to its parent. The
        // outermost parent is the task, which has no state.
        while ((state = frame._$s)) {
          frame._$s = 0;
          value = (state as (frame: Frame, value: unknown) => unknown)(frame, value);
          if (!frame._$s) frame = frame._$p as Frame;
          else if (value) {
            if (CHECKS) {
              if (!(value as Frame)._$s) value = toFrame(value as Frame);
              if ((value as Frame)._$p) used();
            }
            if ((value as Sleep)._$until >= 0) {
              // Most awaits of most programs: a sleep needs no call of its state, and is not kept.
              (value as Frame)._$s = 0;
              current!._$frame = frame;
              current!._$value = undefined;
              frame = STOP;
              if (((value as Sleep)._$until - tick) << 2 <= 0) append(current!);
              else push(sleepers, current!, (value as Sleep)._$until);
            } else {
              (value as Frame)._$p = frame;
              frame = value as Frame;
            }
          }
        }
        if (!(frame as typeof STOP)._$parked) finish(current!, value);
        if (poll) polled();
        if (!(turns-- && (first || (look(), first)))) return;
        current = first!;
        first = current._$next;
        current._$next = undefined;
        frame = current._$frame || retrieve(current);
        value = current._$value;
      }
    } catch (error) {
      unwind(error);
    }
}

/**
 * Waits `ms` milliseconds from now, that is from this call. 0 or less lets all other ready tasks have their turn first.
 *
 * @throws OverflowError for 2^29 ms (6.2 days) and more
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#asyncio.sleep_ms
 */
export function sleep_ms(ms: number): Promise<void> {
  if (!(ms < 0x20000000)) throw new OverflowError(OVERFLOW);
  look();
  const sleep: Sleep = {
    // One that is awaited where it is made never gets to its state.
    _$s: (CHECKS ? sleeping : 1) as State,
    _$p: 0,
    _$until: ((tick + (ms > 0 ? ms : 0)) << 2) >>> 2,
  };
  return sleep as unknown as Promise<void>;
}

/** Has a new task wait `ms` milliseconds for its first turn. */
export function delay(task: Task, ms: number): void {
  if (!(ms < 0x20000000)) throw new OverflowError(OVERFLOW);
  look();
  if (ms > 0) push(sleepers, task, ((tick + ms) << 2) >>> 2);
  else append(task);
}

/** Lets a task that waits, and that nobody else knows, come to nothing. */
export function discard(task: Task): void {
  if (task._$on === READY) task._$frame!._$s = give;
  else remove(task);
}

/** Only a sleep that is a task by itself comes here. */
function sleeping(frame: Sleep): Frame {
  const sleep: Sleep = { _$s: sleeping, _$p: 0, _$until: frame._$until };
  frame._$s = give;
  return sleep;
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

interface QueueFrame extends Frame {
  _$of: Queue;
}

/** What a primitive awaits to wait in a queue and go on afterwards. */
export function waitIn(queue: Queue): Frame {
  const frame: QueueFrame = { _$s: queueing, _$p: 0, _$of: queue };
  return frame;
}

function queueing(frame: QueueFrame): void {
  parkOn(frame, frame._$of);
}

/** Makes a task ready: at the end of those that are ready now, unless it is one of them. */
export function schedule(task: Task): void {
  look();
  if (task._$on) {
    if (task._$on === READY) return;
    remove(task);
  }
  append(task);
  if (!current) wake();
}

/** Makes a waiting task ready to go on with a value. */
export function ready(task: Task, value?: unknown): void {
  task._$value = value;
  schedule(task);
}

/** Makes a waiting task ready, to have an error raised where it waits. */
export function raiseIn(task: Task, error: unknown): void {
  // A frame of its own, for the task may be that of a primitive, which has no frame left.
  const frame: Frame = { _$s: raise, _$p: task._$frame! };
  task._$frame = frame;
  ready(task, error);
}

/** What {@link Task.cancel} says. */
export function cancel(task: Task): boolean {
  let inner = task;
  // Where nothing hands out tasks none awaits another, and none can name itself.
  if (adapt) {
    while (inner._$on instanceof Task) inner = inner._$on;
    if (inner === current) throw new RuntimeError("can't cancel self");
  }
  if (!task._$frame) return false;
  raiseIn(inner, new CancelledError());
  return true;
}

/** Makes all tasks of a queue ready, first come first served, to go on with a value or to have it raised. */
export function releaseAll(queue: Queue, value: unknown, raised?: boolean): void {
  for (let task; (task = queue._$root);) (raised ? raiseIn : ready)(task, value);
}

/** Raises an error unless it is given a coroutine that has not started. */
export function checked(frame: Frame | undefined): Frame {
  if (!frame || frame._$s === undefined) throw new TypeError("coroutine expected");
  if (frame._$p || !frame._$s) used();
  return frame;
}

/** Makes a task of a coroutine and schedules it. */
export function spawn<T>(coroutine: PromiseLike<T>): Task<T> {
  const task = new Task<T>(CHECKS ? checked(coroutine as never) : (coroutine as never));
  schedule(task);
  return task;
}

/** Ends a task and wakes whoever waits for it. */
export function finish(task: Task, value: unknown, raised?: boolean): void {
  const seen =
    (adapt && task._$root) || task._$then || task._$listener || !raised || value instanceof CancelledError;
  task._$frame = task._$on = undefined;
  task._$raised = raised;
  if (raised) task.exception = value;
  else task.result = value;
  if (task._$listener) task._$listener._$ended(task);
  if (task._$then) task._$then();
  if (adapt) releaseAll(task, value, raised);
  if (task === main) {
    main = undefined;
    turns = 0;
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
  pending = undefined;
  if (main) work();
  current = undefined;
  // The loop goes on: at once if tasks are ready, for the turns were used up, else when one will be.
  const next = sleepers._$root;
  if (!main || !(first || next)) alarm();
  else if (first) wake();
  else {
    const ms = Math.floor(us() / 1000);
    // As ticks_diff, which would be in the image for this alone.
    alarm((ms + (((next!._$key - ms) << 2) >> 2)) * 1000, wake);
  }
  const task = failed;
  if (task) {
    failed = undefined;
    throw task.exception;
  }
}

/** The second turn of a task that has failed. What the handler raises itself reaches the engine, and the loop goes on. */
function retrieve(task: Task): Frame {
  if (!task._$seen) {
    if (OBJECTS)
      try {
        if (handler) handler(task);
        else print(UNRETRIEVED + ": " + String(task.exception));
      } catch (error) {
        defer(() => {
          throw error;
        });
      }
    // It has a text, and there is no handler.
    else print(UNRETRIEVED + ": " + String(task.exception));
  }
  return STOP;
}

/** Sets who is told of tasks whose exception nobody retrieved. Without one it is written to the console. */
export function setHandler(to: (task: Task) => void): void {
  handler = to;
}

/** Raises an error while the loop runs. */
export function checkIdle(): void {
  if (CHECKS && main) throw new RuntimeError("the loop is running");
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
  sleepers = {};
  first = undefined;
}
