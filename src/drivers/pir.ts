import { Event } from "../asyncio/event.ts";
import type { Pin } from "../machine/pin.ts";
import { ticks_us } from "../time/ticks.ts";
import { debounce } from "./debounce.ts";
import { wait_for_event } from "./wait_for_event.ts";

/** ms: a shorter pulse is noise. */
const SHORTEST = 50;

/**
 * A passive infrared motion sensor such as the HC-SR501, on a pin that it drives high for as long as its trimmer says.
 *
 * With its jumper at H, motion prolongs the pulse. At L it does not, and after each pulse the part is blind for 2.5 s: a `hold_ms`
 * of 3000 makes one motion of such pulses. From power-up the HC-SR501 needs a minute, in which it may see what is not there.
 *
 * @see HC-SR501 data sheet, pages 1 to 3
 *
 * @example
 * const pir = new PIR(new Pin(27, Pin.IN, Pin.PULL_DOWN));
 * for (;;) {
 *   print("motion since", await pir.wait_for_motion());
 *   print("still since", await pir.wait_for_still());
 * }
 */
export class PIR {
  /** Ends the watching of the pin. */
  readonly stop: () => void;
  /** One is set while nothing moves, and one while something does. */
  declare _$states: Event[];
  /** When these began. */
  declare _$times: number[];

  /**
   * Watches the pin until `stop`; its `irq` is taken.
   *
   * @param hold_ms how long the output has to be low for motion to be over: motion that is seen meanwhile prolongs it
   */
  constructor(pin: Pin, hold_ms = SHORTEST) {
    const states = (this._$states = [new Event(), new Event()]);
    const times = (this._$times = [ticks_us()]);
    states[0].set();
    const { _$stop } = debounce(pin, 0, [hold_ms, SHORTEST], (level, time) => {
      times[level] = time;
      states[level].set();
      states[1 - level].clear();
    });
    this.stop = _$stop;
  }

  /** Whether something moves. */
  motion(): boolean {
    return this._$states[1].is_set();
  }

  /**
   * Waits until something moves, not at all if it does already. Gives when that began, in µs by the interrupt, which
   * `ticks_diff` compares to `ticks_us`.
   *
   * @param timeout_ms how long to wait; null or undefined: for ever
   * @throws OSError ETIMEDOUT (110) if nothing moves in time
   */
  wait_for_motion(timeout_ms?: number | null): Promise<number> {
    return wait_for_event(this._$states[1], timeout_ms, this._$times, 1);
  }

  /**
   * Waits until nothing moves, not at all if nothing does. Gives when motion ended, as `wait_for_motion` does.
   *
   * @param timeout_ms how long to wait; null or undefined: for ever
   * @throws OSError ETIMEDOUT (110) if something moves all the time
   */
  wait_for_still(timeout_ms?: number | null): Promise<number> {
    return wait_for_event(this._$states[0], timeout_ms, this._$times, 0);
  }
}
