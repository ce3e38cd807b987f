import { onewire } from "#hal";
import { NotImplementedError, OSError } from "../builtins/exceptions.ts";
import type { OneWireBus } from "../hal/hal.ts";
import { pinNumber, type PinLike } from "./pin_like.ts";

/**
 * The controller of a 1-Wire bus, as of MicroPython's module onewire. Its methods block the engine while slots go over the
 * wire: 0.6 ms a byte, 1 ms a reset, 14 ms for each device that `scan` finds.
 *
 * On an ESP32 Espruino does not keep interrupts from lengthening a slot, so verify checksums and try again. Single bits it
 * cannot read or write: a device that answers by bits, as one that is busy does, can be read by bytes of 0 or 255.
 *
 * @see https://docs.micropython.org/en/latest/esp32/quickref.html#onewire-driver
 *
 * @example
 * const wire = new OneWire(4);
 * for (const rom of wire.scan()) {
 *   wire.select_rom(rom);
 *   wire.writebyte(0x44);
 * }
 */
export class OneWire {
  declare _$bus: OneWireBus;

  /** @throws NotImplementedError if the engine has no 1-Wire */
  constructor(pin: PinLike) {
    const bus = onewire(pinNumber(pin));
    if (!bus) throw new NotImplementedError("OneWire: the engine has none");
    this._$bus = bus;
  }

  /**
   * Resets all devices. Gives true if any is there; also if the line is shorted to ground.
   *
   * @throws OSError with ENODEV (19) if none is there, if `required`
   */
  reset(required?: boolean): boolean {
    const present = this._$bus.reset();
    if (required && !present) throw new OSError(19);
    return present;
  }

  /** Reads a byte; 255 if nobody sends one. */
  readbyte(): number {
    return this.read(1)[0];
  }

  /** Reads `n` bytes. */
  read(n: number): Uint8Array {
    return this._$bus.read(n);
  }

  /** Writes a byte. With `power` the pin then holds the line high by itself until the next use: for parasitic power. */
  writebyte(value: number, power?: boolean): void {
    this.write([value], power);
  }

  /** Writes bytes. As to `power` see {@link writebyte}. */
  write(buf: ArrayLike<number>, power?: boolean): void {
    this._$bus.write(buf, !!power);
  }

  /**
   * Resets, and addresses the device of this ROM code.
   *
   * @throws OSError with ENODEV (19) if no device is there at all
   */
  select_rom(rom: ArrayLike<number>): void {
    this.reset(true);
    this.writebyte(0x55);
    this.write(rom);
  }

  /** The ROM codes, 8 bytes each, of the devices on the bus. */
  scan(): Uint8Array[] {
    return this._$bus.search(0xf0).map((hex) => {
      const rom = new Uint8Array(8);
      for (let i = 0; i < 8; i++) rom[i] = parseInt(hex.slice(i * 2, i * 2 + 2), 16);
      return rom;
    });
  }

  /** The checksum of bytes; 0 if their last one is their checksum. */
  crc8(data: ArrayLike<number>): number {
    let crc = 0;
    for (let i = 0; i < data.length; i++) {
      crc ^= data[i];
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0x8c : crc >> 1;
    }
    return crc;
  }
}
