import { promote, type Awaitable } from "../kernel/awaitable.ts";
import { joined } from "../kernel/join.ts";
import { ends } from "./wait.ts";

/**
 * Awaits an awaitable that goes on if the caller is cancelled.
 *
 * Not awaited, it starts nothing. An exception that comes after the caller was cancelled goes to the loop's exception
 * handler, unless somebody else awaits the task.
 *
 * @throws RuntimeError if it is the current task
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.shield
 *
 * @example
 * await asyncio.wait_for(asyncio.shield(save()), 2); // after 2 s there is a TimeoutError, and save goes on
 */
export async function shield<T>(awaitable: Awaitable<T>): Promise<T> {
  const task = promote(awaitable);
  if (task._$frame) await ends([task], 1);
  return await joined(task);
}
