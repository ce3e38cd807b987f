import type { Pin } from "./pin.ts";

/**
 * A pin seen as on or off, whichever level that is.
 *
 * @see https://docs.micropython.org/en/latest/library/machine.Signal.html
 *
 * @example
 * const led = new Signal(new Pin(2, Pin.OUT), { invert: true });
 * led.on();
 */
export class Signal {
  /** The pin behind it. */
  readonly pin: Pin;
  /** 1 if the pin is low when the signal is on. */
  declare _$invert: number;

  /** @param options `invert`: the pin is low when the signal is on */
  constructor(pin: Pin, options?: { invert?: boolean }) {
    this.pin = pin;
    this._$invert = options && options.invert ? 1 : 0;
  }

  /** Whether the signal is on, 1 or 0; with an argument turns it on or off. */
  value(): number;
  value(on: number | boolean): void;
  value(on?: number | boolean): number | void {
    if (on == undefined) return this.pin.value() ^ this._$invert;
    this.pin.value((on ? 1 : 0) ^ this._$invert);
  }

  /** Turns the signal on. */
  on(): void {
    this.value(1);
  }

  /** Turns the signal off. */
  off(): void {
    this.value(0);
  }
}
