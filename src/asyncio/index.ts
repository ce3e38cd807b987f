export { Task } from "../kernel/task.ts";
export { create_task } from "./create_task.ts";
export { current_task } from "./current_task.ts";
export { CancelledError, TimeoutError } from "./errors.ts";
export { Event } from "./event.ts";
export { gather, type GatherOptions } from "./gather.ts";
export { Lock } from "./lock.ts";
export {
  get_event_loop,
  Loop,
  new_event_loop,
  type ExceptionContext,
  type ExceptionHandler,
} from "./loop.ts";
export { run } from "./run.ts";
export { sleep, sleep_ms } from "./sleep.ts";
export { ThreadSafeFlag } from "./thread_safe_flag.ts";
export { wait_for, wait_for_ms } from "./wait_for.ts";
