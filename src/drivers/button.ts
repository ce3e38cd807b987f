import { Event } from "../asyncio/event.ts";
import type { Pin } from "../machine/pin.ts";
import { Timer } from "../machine/timer.ts";
import { ticks_diff } from "../time/ticks.ts";
import { debounce } from "./debounce.ts";
import { wait_for_event } from "./wait_for_event.ts";

/** Options of {@link Button}. */
export interface ButtonOptions {
  /** Level of the pin while the button is pressed. Default 0: it connects to ground. */
  active?: number;
  /** ms for which the contacts have to rest for a change to count. Default 20. */
  debounce_ms?: number;
  /** ms from a press on after which it is a long one, up to eight minutes. Default 1000. */
  long_ms?: number;
  /** ms from a release on in which the next press makes a double click. Default 400. */
  double_ms?: number;
}

/**
 * What a button tells:
 * - `press` and `release`, once its contacts rest
 * - `long_press`, still pressed, after `long_ms`
 * - `double_click`, at the second of two presses, if it comes within `double_ms` from the release of the first one
 * - `click`, once that time is over without a second one
 *
 * After a long press or a double click there is no click.
 */
export type ButtonEvent = "press" | "release" | "click" | "long_press" | "double_click";

/**
 * A push button, debounced. What happens is decided by the times of interrupts, however late the program gets to them.
 *
 * @example
 * const button = new Button(new Pin(14, Pin.IN, Pin.PULL_UP));
 * await button.wait_for("long_press", 10_000);
 */
export class Button {
  /** Whether it is pressed. */
  pressed: boolean;
  /** Ends the watching of the pin. */
  readonly stop: () => void;
  /** Those that somebody has waited for. */
  declare _$events: Partial<Record<ButtonEvent, Event>>;
  /** When each event happened last. */
  declare _$times: Partial<Record<ButtonEvent, number>>;

  /** Watches the pin until `stop`; its `irq` is taken. */
  constructor(pin: Pin, options?: ButtonOptions) {
    const { active = 0, debounce_ms = 20, long_ms = 1000, double_ms = 400 } = options || {};
    const timer = new Timer();
    // Not before it is known what the contacts do now: a change that counts may be under way.
    const after = (ms: number, callback: () => void): void =>
      timer.init({
        period: ms,
        callback: () => (contact._$moving() ? after(debounce_ms, callback) : callback()),
      });
    const tell = (type: ButtonEvent, time: number): void => {
      const event = this._$events[type];
      this._$times[type] = time;
      if (event) {
        event.set();
        event.clear();
      }
    };
    /** When it was pressed, if a click or a long press may come of that. */
    let pressed: number | undefined;
    /** When it was released, if a second press may follow. */
    let released: number | undefined;
    const long = (): void => {
      timer.deinit();
      tell("long_press", pressed! + long_ms * 1000);
      pressed = undefined;
    };
    const click = (): void => {
      timer.deinit();
      tell("click", released!);
      released = undefined;
    };
    this.pressed = false;
    this._$times = {};
    this._$events = {};
    const contact = debounce(pin, 1 - active, [debounce_ms, debounce_ms], (level, time) => {
      timer.deinit();
      this.pressed = level == active;
      if (this.pressed) {
        const second = released != undefined && ticks_diff(time, released) <= double_ms * 1000;
        if (released != undefined && !second) click();
        released = undefined;
        tell("press", time);
        if (second) tell("double_click", time);
        else {
          pressed = time;
          after(long_ms, long);
        }
      } else {
        if (pressed != undefined && ticks_diff(time, pressed) >= long_ms * 1000) long();
        tell("release", time);
        if (pressed != undefined) {
          pressed = undefined;
          released = time;
          after(double_ms, click);
        }
      }
    });
    this.stop = () => {
      contact._$stop();
      timer.deinit();
    };
  }

  /**
   * Waits until something happens next. Gives when it did, in µs by the interrupt, which `ticks_diff` compares to `ticks_us`.
   *
   * @param timeout_ms how long to wait; null or undefined: for ever
   * @throws OSError ETIMEDOUT (110) if it does not in time
   */
  wait_for(event: ButtonEvent, timeout_ms?: number | null): Promise<number> {
    const events = this._$events;
    return wait_for_event(events[event] || (events[event] = new Event()), timeout_ms, this._$times, event);
  }
}
