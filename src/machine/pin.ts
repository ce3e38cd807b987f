import { pinMode, pinRead, pinWrite, unwatch, watch } from "#hal";
import { ValueError } from "../builtins/exceptions.ts";
import type { PinMode } from "../hal/hal.ts";

/** Python's keyword arguments of `Pin`. */
export interface PinOptions {
  /** The level that an output starts with, set before it drives the pin. */
  value?: number | boolean;
}

const IN = 1;
const PULL_DOWN = 1;
const PULL_UP = 2;
const OUT = 3;
const OPEN_DRAIN = 7;
const IRQ_RISING = 1;
const IRQ_FALLING = 2;

/**
 * A pin for digital input and output.
 *
 * @example
 *   const led = new Pin(2, Pin.OUT);
 *   const button = new Pin(0, Pin.IN, Pin.PULL_UP);
 *   button.irq(() => led.toggle(), Pin.IRQ_FALLING);
 * @see https://docs.micropython.org/en/latest/library/machine.Pin.html
 */
export class Pin {
  /** Mode: an input. */
  static readonly IN = IN;
  /** Mode: an output. */
  static readonly OUT = OUT;
  /** Mode: an output that pulls low and lets go. */
  static readonly OPEN_DRAIN = OPEN_DRAIN;
  /** Pull: a resistor to the supply. */
  static readonly PULL_UP = PULL_UP;
  /** Pull: a resistor to ground. */
  static readonly PULL_DOWN = PULL_DOWN;
  /** Trigger: the pin goes high. */
  static readonly IRQ_RISING = IRQ_RISING;
  /** Trigger: the pin goes low. */
  static readonly IRQ_FALLING = IRQ_FALLING;

  /** The number of the pin. */
  declare readonly id: number;
  /** The id of the watch behind {@link irq}. */
  declare _$watch: number | undefined;

  /**
   * @param id the number of the GPIO
   * @param mode Pin.IN, Pin.OUT or Pin.OPEN_DRAIN; without one the pin stays as it is
   * @param pull Pin.PULL_UP or Pin.PULL_DOWN, for inputs; null or left out: none
   * @throws ValueError if there can be no such pin, mode or pull
   */
  constructor(id: number, mode?: number, pull?: number | null | PinOptions, options?: PinOptions) {
    if (!(id >= 0) || id % 1) throw new ValueError("invalid pin");
    this.id = id;
    if (mode !== undefined) this.init(mode, pull, options);
  }

  /** Sets what the pin is used for, as the constructor does. */
  init(mode: number, pull?: number | null | PinOptions, options?: PinOptions): void {
    let name: PinMode | undefined;
    if (pull && typeof pull == "object") {
      options = pull;
      pull = 0;
    }
    if (mode == OUT) name = "output";
    else if (mode == OPEN_DRAIN) name = "opendrain";
    else if (mode == IN)
      name = !pull ? "input" : pull == PULL_UP ? "input_pullup" : pull == PULL_DOWN ? "input_pulldown" : name;
    if (!name) throw new ValueError("invalid mode or pull");
    const level = options && options.value;
    // An output shall start with its level, but an open drain must not drive the line high before it is one.
    if (level != undefined && mode == OUT) this.value(level);
    pinMode(this.id, name);
    if (level != undefined && mode != OUT) this.value(level);
  }

  /** Reads the level of the pin, 0 or 1; with an argument drives it, high if that is true. */
  value(): number;
  value(level: number | boolean): void;
  value(level?: number | boolean): number | void {
    if (level == undefined) return pinRead(this.id);
    pinWrite(this.id, level ? 1 : 0);
  }

  /** Drives the pin high. */
  on(): void {
    pinWrite(this.id, 1);
  }

  /** Drives the pin low. */
  off(): void {
    pinWrite(this.id, 0);
  }

  /** Drives the pin to the other level. */
  toggle(): void {
    pinWrite(this.id, 1 - pinRead(this.id));
  }

  /**
   * Calls `handler` after each edge, in the place of the handler before; null or nothing: no longer.
   *
   * Beyond MicroPython the handler is told the level after the edge, for the pin may have changed again, and the time of the edge in µs,
   * which `ticks_diff` compares to `ticks_us`. It runs between other code, never in the middle of it; to go on in a task, have it set
   * a ThreadSafeFlag.
   *
   * @param trigger Pin.IRQ_RISING, Pin.IRQ_FALLING or, as by default, both of them
   */
  irq(
    handler?: ((pin: Pin, level: number, time: number) => void) | null,
    trigger: number = IRQ_RISING | IRQ_FALLING,
  ): void {
    if (this._$watch !== undefined) unwatch(this._$watch);
    this._$watch = handler
      ? watch(
          this.id,
          trigger == IRQ_RISING ? "rising" : trigger == IRQ_FALLING ? "falling" : "both",
          (level, time) => handler(this, level, time),
        )
      : undefined;
  }
}
