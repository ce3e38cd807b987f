import { promote, type Awaitable } from "../kernel/awaitable.ts";
import { joined } from "../kernel/join.ts";
import { current, spawn } from "../kernel/scheduler.ts";
import type { Task } from "../kernel/task.ts";
import { TimeoutError } from "./errors.ts";
import { sleep_ms } from "./sleep.ts";

/** How the awaited task ended; raised in the waiter to end its sleep. */
interface Outcome {
  _$result?: unknown;
  _$error?: unknown;
  _$raised?: boolean;
  /** The waiter has left its sleep: leave it alone. */
  _$over?: boolean;
}

/**
 * Waits for an awaitable, at most `timeout` ms; null or undefined: without limit. On time-out the awaitable is
 * cancelled, its clean-up awaited, and TimeoutError raised whatever it returned.
 *
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#asyncio.wait_for_ms
 */
export async function wait_for_ms<T>(awaitable: Awaitable<T>, timeout?: number | null): Promise<T> {
  const task = promote(awaitable);
  if (timeout == null) return await joined(task);
  const outcome: Outcome = {};
  const runner = spawn(run(current!, task, outcome));
  try {
    await sleep_ms(timeout);
  } catch (error) {
    if (error !== outcome) {
      // Cancelled from outside.
      outcome._$over = true;
      runner.cancel();
      throw error;
    }
    if (outcome._$raised) throw outcome._$error;
    return outcome._$result as T;
  }
  outcome._$over = true;
  runner.cancel();
  await joined(runner);
  throw new TimeoutError();
}

async function run(waiter: Task, task: Task, outcome: Outcome): Promise<void> {
  try {
    outcome._$result = await joined(task);
  } catch (error) {
    outcome._$raised = true;
    outcome._$error = error;
  }
  // If somebody has cancelled it, that counts.
  if (!outcome._$over && !waiter._$value && waiter.cancel()) waiter._$value = outcome;
}

/** As {@link wait_for_ms}, with the time-out in seconds. */
export function wait_for<T>(awaitable: Awaitable<T>, timeout?: number | null): Promise<T> {
  return wait_for_ms(awaitable, timeout == null ? timeout : timeout * 1000);
}
