import { give, type Frame } from "../kernel/coroutine.ts";
import { promote, type Awaitable } from "../kernel/awaitable.ts";
import { checkIdle, loop, print, reset, schedule, setHandler, UNRETRIEVED } from "../kernel/scheduler.ts";
import { Task } from "../kernel/task.ts";
import { create_task } from "./create_task.ts";

/** What an exception handler is told. */
export interface ExceptionContext {
  /** What has happened, in words. */
  message: string;
  /** What the task raised. */
  exception: unknown;
  /** The task. */
  future: Task;
}
/** Is told of exceptions that nobody retrieved. */
export type ExceptionHandler = (loop: Loop, context: ExceptionContext) => void;

let stopper: Task | undefined;
let handler: ExceptionHandler | undefined;

/**
 * The event loop. There is one; get it by `get_event_loop` or `new_event_loop`.
 *
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#class-loop
 */
export interface Loop {
  /** As `asyncio.create_task`. */
  create_task<T>(coroutine: PromiseLike<T>): Task<T>;
  /** Runs until `stop`. Returns a task that ends then. */
  run_forever(): Task;
  /** As `run`, also for a task that exists already. */
  run_until_complete<T>(awaitable: Awaitable<T>): Task<T>;
  /** Ends `run_forever` after the tasks that are ready now have had their turn. */
  stop(): void;
  /** Does nothing: there is nothing to give back. */
  close(): void;
  /** Sets who is told of exceptions that no task retrieved; null or undefined: the default handler. */
  set_exception_handler(handler?: ExceptionHandler | null): void;
  /** The handler that was set, or undefined. */
  get_exception_handler(): ExceptionHandler | undefined;
  /** Writes message and exception to the console. */
  default_exception_handler(loop: Loop, context: ExceptionContext): void;
  /** Calls the handler that was set, or the default one. What it raises comes out here. */
  call_exception_handler(context: ExceptionContext): void;
}

export const Loop: Loop = {
  create_task,
  run_forever() {
    const frame: Frame = { _$s: give, _$p: 0 };
    checkIdle();
    return loop((stopper = new Task(frame)));
  },
  run_until_complete(awaitable) {
    checkIdle();
    return loop(promote(awaitable));
  },
  stop() {
    if (stopper) schedule(stopper);
    stopper = undefined;
  },
  close() {
    // nothing to give back
  },
  set_exception_handler(to) {
    handler = to || undefined;
    setHandler((task) =>
      Loop.call_exception_handler({ message: UNRETRIEVED, exception: task.exception, future: task }),
    );
  },
  get_exception_handler() {
    return handler;
  },
  default_exception_handler(_loop, context) {
    print(context.message + ": " + String(context.exception));
  },
  call_exception_handler(context) {
    (handler || Loop.default_exception_handler)(Loop, context);
  },
};

/**
 * The event loop.
 *
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#asyncio.get_event_loop
 */
export function get_event_loop(): Loop {
  return Loop;
}

/**
 * Forgets all tasks and gives the event loop.
 *
 * @throws RuntimeError while the loop runs
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#asyncio.new_event_loop
 */
export function new_event_loop(): Loop {
  reset();
  return Loop;
}
