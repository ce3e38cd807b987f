import { Event } from "../asyncio/event.ts";
import type { Pin } from "../machine/pin.ts";
import { wait_for_event } from "./wait_for_event.ts";

/**
 * A rotary encoder of two contacts, such as the KY-040, between its pins and ground.
 *
 * Only whole ways from one detent to the next count. Contacts that bounce go to and fro, which adds up to nothing; changes that
 * cannot follow one another, of which one was lost, lead to no detent and are left out. The next detent is right again.
 *
 * @example
 * const knob = new RotaryEncoder(new Pin(18, Pin.IN, Pin.PULL_UP), new Pin(19, Pin.IN, Pin.PULL_UP));
 * for (;;) print(await knob.wait_for_change());
 */
export class RotaryEncoder {
  /** In detents: up when the first pin changes before the second one. May be set. */
  position: number;
  /** Ends the watching of the pins. */
  readonly stop: () => void;
  /** Set from a change on until somebody has waited for it. */
  declare _$change: Event;

  /**
   * Watches the pins until `stop`; their `irq` is taken.
   *
   * @param steps changes of level from one detent to the next: 4, 2 or 1
   */
  constructor(a: Pin, b: Pin, steps = 4) {
    const change = new Event();
    let levelA: number;
    let levelB: number;
    // Steps from the last detent.
    let way = 0;
    const step = (up: boolean): void => {
      way += up ? 1 : -1;
      // At detents both contacts are open if there are 4 steps, and as one if there are 2.
      if ((steps > 1 && levelA != levelB) || (steps > 2 && !levelA)) return;
      if (Math.abs(way) > steps / 2) {
        this.position += way > 0 ? 1 : -1;
        change.set();
      }
      way = 0;
    };
    this.position = 0;
    this._$change = change;
    a.irq((_pin, level) => {
      if (level != levelA) {
        levelA = level;
        step(levelA != levelB);
      }
    });
    b.irq((_pin, level) => {
      if (level != levelB) {
        levelB = level;
        step(levelA == levelB);
      }
    });
    levelA = a.value();
    levelB = b.value();
    this.stop = () => {
      a.irq();
      b.irq();
    };
  }

  /**
   * Waits until the position changes, not at all if it has since the last wait. Gives the position.
   *
   * @param timeout_ms how long to wait; null or undefined: for ever
   * @throws OSError ETIMEDOUT (110) if nobody turns it in time
   */
  async wait_for_change(timeout_ms?: number | null): Promise<number> {
    const position = await wait_for_event(this._$change, timeout_ms, this, "position");
    this._$change.clear();
    return position;
  }
}
