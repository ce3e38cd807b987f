export { Task } from "../kernel/task.ts";
export { as_completed } from "./as_completed.ts";
export { Barrier } from "./barrier.ts";
export { create_task } from "./create_task.ts";
export { current_task } from "./current_task.ts";
export { BrokenBarrierError, CancelledError, QueueEmpty, QueueFull, TimeoutError } from "./errors.ts";
export { Event } from "./event.ts";
export { from_callback } from "./from_callback.ts";
export { gather, type GatherOptions } from "./gather.ts";
export { Lock } from "./lock.ts";
export {
  get_event_loop,
  Loop,
  new_event_loop,
  type ExceptionContext,
  type ExceptionHandler,
} from "./loop.ts";
export { open_connection } from "./open_connection.ts";
export { Queue } from "./queue.ts";
export { run } from "./run.ts";
export { BoundedSemaphore, Semaphore } from "./semaphore.ts";
export { Server, start_server } from "./server.ts";
export { shield } from "./shield.ts";
export { sleep, sleep_ms } from "./sleep.ts";
export { decode, StreamReader, StreamWriter, type Port } from "./stream.ts";
export { TaskGroup } from "./task_group.ts";
export { ThreadSafeFlag } from "./thread_safe_flag.ts";
export { timeout, timeout_ms, type Timeout } from "./timeout.ts";
export { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, wait, type WaitOptions } from "./wait.ts";
export { wait_for, wait_for_ms } from "./wait_for.ts";
