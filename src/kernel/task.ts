import type { Frame } from "./coroutine.ts";
import type { Queue } from "./queue.ts";

/** What waits for several tasks at once and is told when one has ended: a gather. */
export interface Listener {
  _$ended(task: Task): void;
}

/**
 * A coroutine that the loop runs beside others. Made by `create_task`, `gather`, `wait_for` and `run`.
 *
 * A task is also the queue of those who await it.
 *
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#class-task
 */
export class Task<T = unknown> implements Queue {
  /** What the coroutine returned; undefined before. */
  declare result: T;
  /** What the coroutine raised; undefined before, and when it returned. */
  declare exception: unknown;

  /** The innermost frame, which runs next; undefined once the task has ended. */
  declare _$frame: Frame | undefined;
  /** What that frame is resumed with. */
  declare _$value: unknown;
  /**
   * Where the task is while it does not run:
   * - a Queue: it waits there; `sleepers` when it sleeps, `READY` when it is ready, a Task when it awaits that one
   * - undefined: whoever shall wake it holds it, and sees by this whether it still waits
   *
   * Without meaning while it runs and until it has had its first turn.
   */
  declare _$on: Queue | undefined;
  /** The first of those who await this task. */
  declare _$root: Task | undefined;
  /** The gather that waits for it. */
  declare _$listener: Listener | undefined;
  /** True if it ended by an exception, also by `undefined` thrown. */
  declare _$raised: boolean | undefined;
  /** True once somebody has looked at how it ended. */
  declare _$seen: boolean | undefined;
  /** Host code that waits for it. */
  declare _$then: (() => void) | undefined;

  /** The queue's: deadline or 0, order of pushing, first child, next sibling, and previous sibling or parent. */
  declare _$key: number;
  declare _$order: number;
  declare _$child: Task | undefined;
  declare _$next: Task | undefined;
  declare _$back: Task | undefined;

  /**
   * Calls `resolve(result)` or `reject(exception)` from the engine's idle loop once the task has ended, so that host
   * code can `await` it. Inside a coroutine write `await task`.
   */
  declare then: (
    resolve?: ((result: T) => unknown) | null,
    reject?: ((exception: unknown) => unknown) | null,
  ) => void;

  /** True once the coroutine has returned or raised, or was cancelled to its end. */
  declare done: () => boolean;

  /**
   * Raises CancelledError in the coroutine, at its await, at its next turn. A task that awaits another one passes the
   * cancellation on to that one; a task that had no turn yet ends without entering its body.
   *
   * @returns false if the task has ended already, else true
   * @throws RuntimeError if it would cancel the running task
   */
  declare cancel: () => boolean;

  constructor(frame: Frame) {
    this._$frame = frame;
    // The properties that the queue reads, for a missing one costs Espruino a search of all prototypes.
    this._$child = this._$next = undefined;
    frame._$p = this;
  }
}
