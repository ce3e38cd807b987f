import { adc } from "#hal";
import { ValueError } from "../builtins/exceptions.ts";
import { pinNumber, type PinLike } from "./pin_like.ts";

/**
 * An analog input.
 *
 * @see https://docs.micropython.org/en/latest/library/machine.ADC.html
 *
 * @example
 * const soil = new ADC(34);
 * print(soil.read_u16() / 65535);
 */
export class ADC {
  /** The number of the pin. */
  readonly id: number;

  /** @throws ValueError if the engine has no converter at the pin */
  constructor(pin: PinLike) {
    this.id = pinNumber(pin);
    this.read_u16();
  }

  /** Reads the voltage: 0 is ground, 65535 full scale. The ESP32 has 12 bits, of which the lowest ones are noise. */
  read_u16(): number {
    const value = adc(this.id);
    if (value === undefined) throw new ValueError("invalid pin: " + this.id + " has no ADC");
    return value;
  }

  /**
   * Reads the voltage in µV, full scale being 3.3 V.
   *
   * Unlike MicroPython's it knows nothing of how the chip was calibrated: an ESP32 may be off by a tenth, and more near
   * both ends.
   */
  read_uv(): number {
    return Math.round((this.read_u16() * 3300000) / 65535);
  }
}
