import type { Frame } from "../kernel/coroutine.ts";
import type { Queue } from "../kernel/queue.ts";
import { parkOn, releaseAll } from "../kernel/scheduler.ts";

interface WaitFrame extends Frame {
  _$of: Event;
}

/**
 * A flag that tasks can wait for.
 *
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#class-event
 */
export class Event {
  declare _$set: boolean | undefined;
  declare _$waiters: Queue;

  constructor() {
    this._$waiters = {};
  }

  /** True between `set` and `clear`. */
  is_set(): boolean {
    return !!this._$set;
  }

  /** Sets the event; all waiting tasks go on, first come first served. Not from an interrupt: see ThreadSafeFlag. */
  set(): void {
    this._$set = true;
    releaseAll(this._$waiters, true);
  }

  /** Clears the event. Tasks that were woken already go on all the same. */
  clear(): void {
    this._$set = undefined;
  }

  /** Waits until the event is set, not at all if it is. Gives true. */
  wait(): Promise<true> {
    const frame: WaitFrame = { _$s: waiting, _$p: 0, _$of: this };
    return frame as unknown as Promise<true>;
  }
}

function waiting(frame: WaitFrame): true | undefined {
  const event = frame._$of;
  if (event._$set) return true;
  parkOn(frame, event._$waiters);
}
