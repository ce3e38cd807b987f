import { promote, type Awaitable } from "../kernel/awaitable.ts";
import { toCoroutine } from "../kernel/coroutine.ts";
import { joined } from "../kernel/join.ts";
import { checked } from "../kernel/scheduler.ts";
import { Task } from "../kernel/task.ts";
import { Semaphore } from "./semaphore.ts";
import { watch } from "./wait.ts";

/**
 * Starts several awaitables and gives as many coroutines: the first gives, or raises, what the one gives that ends
 * first, and so on. Cancelling one of the coroutines cancels nothing else. An exception counts as retrieved, also if its
 * coroutine is never awaited.
 *
 * @throws TypeError if one is no awaitable; nothing has been started then
 * @throws RuntimeError if one is the current task
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.as_completed
 *
 * @example
 * for (const next of asyncio.as_completed([ping(1), ping(2), ping(3)])) print(await next);
 */
export function as_completed<T>(awaitables: readonly Awaitable<T>[]): Promise<T>[] {
  const ended: Task<T>[] = [];
  const count = new Semaphore(0);
  async function next(): Promise<T> {
    await count.acquire();
    return await joined(ended.shift()!);
  }
  awaitables.forEach((awaitable) => awaitable instanceof Task || checked(toCoroutine(awaitable)));
  awaitables.forEach((awaitable) => {
    const task = promote(awaitable);
    const told = () => {
      ended.push(task);
      count.release();
    };
    if (!task._$frame) told();
    else watch(task, told, told);
  });
  return awaitables.map(next);
}
