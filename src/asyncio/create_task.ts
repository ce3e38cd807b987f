import { joinable } from "../kernel/join.ts";
import { spawn } from "../kernel/scheduler.ts";

/**
 * Makes a task of a coroutine and schedules it; it starts at its first turn.
 *
 * @throws TypeError if it is no coroutine, RuntimeError if it was awaited already
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#asyncio.create_task
 */
export const create_task = /* @__PURE__ */ joinable(spawn);
