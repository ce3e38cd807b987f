import { i2c } from "#hal";
import { OSError, ValueError } from "../builtins/exceptions.ts";
import type { I2CBus } from "../hal/hal.ts";
import { pinNumber, type PinLike } from "./pin_like.ts";

/** Python's keyword arguments of `I2C`. */
export interface I2COptions {
  /** The pin of the clock; default: the bus's usual one. */
  scl?: PinLike;
  /** The pin of the data; default: the bus's usual one. */
  sda?: PinLike;
  /** Clock in Hz. Default 400,000. */
  freq?: number;
}

/**
 * The controller of an I2C bus. Its methods block the engine while bytes go over the wire, 25 µs a byte at 400 kHz.
 *
 * `id` is MicroPython's: 0 is the first bus, which Espruino calls I2C1.
 *
 * All methods raise OSError: ENODEV (19) if no device acknowledges, ETIMEDOUT (110) if something holds the bus or, on
 * Espruino, stretches the clock by more than ten bits, EIO (5) for what else an engine reports. As on MicroPython's ESP32, ENODEV
 * comes for data that is not acknowledged, too.
 *
 * @see https://docs.micropython.org/en/latest/library/machine.I2C.html
 *
 * @example
 * const i2c = new I2C(0, { scl: 22, sda: 21, freq: 100000 });
 * const [id] = i2c.readfrom_mem(0x76, 0xd0, 1);
 */
export class I2C {
  /** The number of the bus. */
  readonly id: number;
  declare _$bus: I2CBus;

  /** @throws ValueError if there is no such bus */
  constructor(id: number, options?: I2COptions) {
    this.id = id;
    const given = options || {};
    const bus = i2c(id, {
      scl: pinNumber(given.scl),
      sda: pinNumber(given.sda),
      freq: given.freq || 400000,
    });
    if (!bus) throw new ValueError("I2C(" + id + ") doesn't exist");
    this._$bus = bus;
  }

  /**
   * The addresses from 0x08 to 0x77 at which a device answers.
   *
   * Espruino cannot send an address alone and reads a byte from each: a device that refuses to be read before it has
   * something to say, as the SHT31 does, is not found.
   */
  scan(): number[] {
    const found: number[] = [];
    for (let address = 8; address < 0x78; address++) {
      const errno = this._$bus.write(address, [], true);
      if (!errno) found.push(address);
      else if (errno != 19) throw new OSError(errno);
    }
    return found;
  }

  /** Reads `nbytes` bytes; without `stop` the bus stays taken for a repeated start. */
  readfrom(addr: number, nbytes: number, stop = true): Uint8Array {
    const got = this._$bus.read(addr, nbytes, stop);
    if (typeof got == "number") throw new OSError(got);
    return got;
  }

  /** Writes bytes and gives how many were acknowledged, which is all. */
  writeto(addr: number, buf: ArrayLike<number>, stop = true): number {
    const errno = this._$bus.write(addr, buf, stop);
    if (errno) throw new OSError(errno);
    return buf.length;
  }

  /** Reads `nbytes` bytes from a register or memory address of `addrsize` bits (8, 16, 24 or 32; default 8). */
  readfrom_mem(addr: number, memaddr: number, nbytes: number, options?: { addrsize?: number }): Uint8Array {
    this.writeto(addr, memAddress(memaddr, options), false);
    return this.readfrom(addr, nbytes);
  }

  /** Writes bytes to a register or memory address of `addrsize` bits (8, 16, 24 or 32; default 8). */
  writeto_mem(addr: number, memaddr: number, buf: ArrayLike<number>, options?: { addrsize?: number }): void {
    const bytes = memAddress(memaddr, options);
    for (let i = 0; i < buf.length; i++) bytes.push(buf[i]);
    this.writeto(addr, bytes);
  }
}

/** The bytes of a memory address, the highest first. */
function memAddress(address: number, options: { addrsize?: number } | undefined): number[] {
  const size = (options && options.addrsize) || 8;
  const bytes: number[] = [];
  if (size & 7 || size > 32) throw new ValueError("invalid addrsize");
  for (let shift = size - 8; shift >= 0; shift -= 8) bytes.push((address >> shift) & 255);
  return bytes;
}
