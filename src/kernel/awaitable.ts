import { toCoroutine } from "./coroutine.ts";
import { spawn } from "./scheduler.ts";
import { Task } from "./task.ts";

/** What `await`, `gather` and `wait_for` take: a coroutine, a task, a Promise or anything else with a `then`. */
export type Awaitable<T> = PromiseLike<T> | Task<T>;

/** The task itself, or a new one for what is given. */
export function promote<T>(awaitable: Awaitable<T>): Task<T> {
  return awaitable instanceof Task ? awaitable : spawn(toCoroutine(awaitable) as never);
}
