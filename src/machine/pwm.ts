import { pwm } from "#hal";
import { NotImplementedError, ValueError } from "../builtins/exceptions.ts";
import { pinNumber, type PinLike } from "./pin_like.ts";

/** Python's keyword arguments of `PWM`. */
export interface PWMOptions {
  /** Pulses per second. Default 5000. */
  freq?: number;
  /** How much of the time the pin is high, from 0 to 65535 for always. Default 32768. */
  duty_u16?: number;
}

/**
 * Pulses on a pin. On the ESP32 Espruino has 10 bits for the duty cycle, 5 pins for 5000 Hz and 3 for other frequencies,
 * which they keep until the next reset, and none on 25 and 26.
 *
 * @see https://docs.micropython.org/en/latest/library/machine.PWM.html
 *
 * @example
 * const servo = new PWM(13, { freq: 50, duty_u16: 4915 });
 */
export class PWM {
  /** The number of the pin. */
  readonly id: number;
  declare _$freq: number;
  declare _$duty: number;

  /**
   * Starts the pulses.
   *
   * @throws ValueError for a frequency that is not above 0 Hz, or a duty cycle out of range
   * @throws NotImplementedError if the engine has no such pulses to give
   */
  constructor(pin: PinLike, options?: PWMOptions) {
    const given = options || {};
    this.id = pinNumber(pin);
    this._$freq = given.freq == undefined ? 5000 : given.freq;
    this.duty_u16(given.duty_u16 == undefined ? 32768 : given.duty_u16);
  }

  /** The frequency in Hz; with an argument sets it. */
  freq(): number;
  freq(value: number): void;
  freq(value?: number): number | void {
    if (value == undefined) return this._$freq;
    start(this, value, this._$duty);
  }

  /** The duty cycle, from 0 to 65535; with an argument sets it. */
  duty_u16(): number;
  duty_u16(value: number): void;
  duty_u16(value?: number): number | void {
    if (value == undefined) return this._$duty;
    start(this, this._$freq, value);
  }

  /** Ends the pulses and leaves the pin low. */
  deinit(): void {
    pwm(this.id, 0, 0);
  }
}

function start(it: PWM, freq: number, duty: number): void {
  if (!(freq > 0 && duty >= 0 && duty < 65536)) throw new ValueError("invalid freq or duty");
  const why = pwm(it.id, freq, duty / 65535);
  if (why) throw new NotImplementedError("PWM on pin " + it.id + " at " + freq + " Hz: " + why);
  it._$freq = freq;
  it._$duty = duty;
}
