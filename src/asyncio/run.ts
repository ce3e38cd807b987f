import { checkIdle, loop, spawn } from "../kernel/scheduler.ts";
import type { Task } from "../kernel/task.ts";

/**
 * Runs a coroutine as the main task, and all other tasks with it until it ends.
 *
 * The engine cannot be blocked: `run` runs what is ready, returns the main task and lets the loop go on by itself.
 * Host code can await the task. If the main task raises, `run` raises that or, when it has returned already, the
 * engine shows it as uncaught. Tasks that are left over go on at the next `run`.
 *
 * @throws RuntimeError if the loop is running; write `await` or `create_task` then
 * @throws TypeError if it is no coroutine
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#asyncio.run
 */
export function run<T>(coroutine: PromiseLike<T>): Task<T> {
  checkIdle();
  return loop(spawn(coroutine));
}
