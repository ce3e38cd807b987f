import { timer } from "#hal";
import { NotImplementedError, ValueError } from "../builtins/exceptions.ts";

/** Python's keyword arguments of `Timer.init`. */
export interface TimerOptions {
  /** Timer.ONE_SHOT or, as by default, Timer.PERIODIC. */
  mode?: number;
  /** ms, above 0. */
  period: number;
  /** Is given the timer. */
  callback: (timer: Timer) => void;
}

const ONE_SHOT = 0;
const PERIODIC = 1;

/**
 * Calls a function after a time, or over and over. It runs from the engine's idle loop, between other code and never in the
 * middle of it; tasks that it shall wake it can wake by an Event.
 *
 * @see https://docs.micropython.org/en/latest/library/machine.Timer.html
 *
 * @example
 * const timer = new Timer(0);
 * timer.init({ period: 500, callback: () => led.toggle() });
 */
export class Timer {
  /** Mode: once. */
  static readonly ONE_SHOT = ONE_SHOT;
  /** Mode: over and over. */
  static readonly PERIODIC = PERIODIC;

  /** What it was made with; there are as many timers as are wanted. */
  readonly id: number;
  declare _$stop: (() => void) | undefined;

  constructor(id = -1, options?: TimerOptions) {
    this.id = id;
    if (options) this.init(options);
  }

  /**
   * Starts the timer, anew if it runs.
   *
   * @throws ValueError for a period that is not above 0 ms
   * @throws NotImplementedError if the engine has no timers
   */
  init({ mode, period, callback }: TimerOptions): void {
    this.deinit();
    if (!(period > 0)) throw new ValueError("invalid period");
    this._$stop = timer(period, mode != ONE_SHOT, () => callback(this));
    if (!this._$stop) throw new NotImplementedError("Timer: the engine has none");
  }

  /** Stops the timer. */
  deinit(): void {
    if (this._$stop) this._$stop();
    this._$stop = undefined;
  }
}
