import { RuntimeError } from "../builtins/exceptions.ts";
import { joinable } from "../kernel/join.ts";
import { current } from "../kernel/scheduler.ts";
import type { Task } from "../kernel/task.ts";

/**
 * The task that runs.
 *
 * @throws RuntimeError between turns, for example in a callback of the engine
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#asyncio.current_task
 */
export const current_task = /* @__PURE__ */ joinable(function (): Task {
  if (!current) throw new RuntimeError("no running event loop");
  return current;
});
