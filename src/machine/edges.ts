import { unwatch, watch } from "#hal";
import { OSError, RuntimeError } from "../builtins/exceptions.ts";
import type { Frame } from "../kernel/coroutine.ts";
import { current, READY, ready, sleep_ms, waitIn } from "../kernel/scheduler.ts";
import type { Task } from "../kernel/task.ts";
import { pinNumber, type PinLike } from "./pin_like.ts";

interface WaitFrame extends Frame {
  _$of: Edges;
  _$count: number;
  _$ms: number | null | undefined;
}

/**
 * Records the edges of a pin, from when it is made until `stop`, each with the time when it happened: that of the
 * interrupt, however late the program gets to it.
 *
 * Interrupts of an ESP32 take the time some µs after the edge. A pin that is to be watched and driven shall be made an
 * open drain only once it is watched: to begin to watch, Espruino makes it an input for a moment.
 *
 * @example
 * const edges = new Edges(4, Pin.IRQ_FALLING);
 * try {
 *   if (!(await edges.wait(41, 10))) throw new OSError(110);
 *   print(edges.times);
 * } finally {
 *   edges.stop();
 * }
 */
export class Edges {
  /** When the edges came, in µs; `ticks_diff` compares them to `ticks_us`. */
  readonly times: number[] = [];
  /** The levels after the edges. */
  readonly levels: number[] = [];
  declare _$watch: number;
  /** The task that waits. */
  declare _$task: Task | undefined;
  /** How many edges it waits for. */
  declare _$count: number;

  /** @param trigger Pin.IRQ_RISING (1), Pin.IRQ_FALLING (2) or, as by default, both of them */
  constructor(pin: PinLike, trigger?: number) {
    this._$watch = watch(
      pinNumber(pin),
      trigger == 1 ? "rising" : trigger == 2 ? "falling" : "both",
      (level, time) => {
        const task = this._$task;
        this.levels.push(level);
        // It is ready if its time is up, or if it has been cancelled.
        if (this.times.push(time) >= this._$count && task && task._$on !== READY) ready(task);
      },
    );
  }

  /**
   * Waits until `count` edges have been recorded, not at all if they have been already. Gives whether they have: false when
   * `timeout_ms` milliseconds are over; null or undefined: it waits for ever.
   *
   * @throws RuntimeError if another task waits already
   */
  wait(count: number, timeout_ms?: number | null): Promise<boolean> {
    const frame: WaitFrame = { _$s: begin, _$p: 0, _$of: this, _$count: count, _$ms: timeout_ms };
    return frame as unknown as Promise<boolean>;
  }

  /** Ends the recording. */
  stop(): void {
    unwatch(this._$watch);
  }
}

function begin(frame: WaitFrame): unknown {
  const edges = frame._$of;
  if (edges._$task) throw new RuntimeError("another task waits for the edges");
  if (edges.times.length >= frame._$count) return true;
  edges._$count = frame._$count;
  edges._$task = current;
  frame._$s = end;
  frame._$h = givenUp;
  // The task sleeps until its time is up, or an edge wakes it.
  return frame._$ms == undefined ? waitIn({}) : sleep_ms(frame._$ms);
}

function end(frame: WaitFrame): boolean {
  const edges = frame._$of;
  edges._$task = undefined;
  return edges.times.length >= frame._$count;
}

function givenUp(frame: WaitFrame, error: unknown): never {
  frame._$of._$task = undefined;
  throw error;
}

/**
 * Waits for the next edge of a pin. Gives the time when it happened, in µs: that of the interrupt, which `ticks_diff`
 * compares to `ticks_us`.
 *
 * @param trigger Pin.IRQ_RISING, Pin.IRQ_FALLING or, as by default, both of them
 * @param timeout_ms how long to wait; null or undefined: for ever
 * @throws OSError with ETIMEDOUT (110) if there is none in time
 *
 * @example
 * const pressed = await wait_for_edge(button, Pin.IRQ_FALLING, 5000);
 */
export async function wait_for_edge(
  pin: PinLike,
  trigger?: number,
  timeout_ms?: number | null,
): Promise<number> {
  const edges = new Edges(pin, trigger);
  try {
    if (await edges.wait(1, timeout_ms)) return edges.times[0];
    throw new OSError(110);
  } finally {
    edges.stop();
  }
}
