import { spi } from "#hal";
import { NotImplementedError, ValueError } from "../builtins/exceptions.ts";
import type { SPIBus } from "../hal/hal.ts";
import { pinNumber, type PinLike } from "./pin_like.ts";

/** Python's keyword arguments of `SPI`. */
export interface SPIOptions {
  /** Clock in Hz. Default 1,000,000. */
  baudrate?: number;
  /** Level of the idle clock, 0 or 1. Default 0. */
  polarity?: number;
  /** 0: bits are taken at the first edge of the clock, 1: at the second. Default 0. */
  phase?: number;
  /** Bits of a word: 8. */
  bits?: number;
  /** SPI.MSB: the highest bit goes first. */
  firstbit?: number;
  /** The pin of the clock; default: the bus's usual one. */
  sck?: PinLike;
  /** The pin of what is sent; default: the bus's usual one. */
  mosi?: PinLike;
  /** The pin of what is received; default: the bus's usual one. */
  miso?: PinLike;
}

const MSB = 0;
const LSB = 1;

/**
 * The controller of an SPI bus. Its methods block the engine while bytes go over the wire. Whoever uses it selects the
 * device by a pin of his own.
 *
 * `id` is MicroPython's: 1 is HSPI and 2 is VSPI on an ESP32, which Espruino calls SPI1 and SPI2.
 *
 * @see https://docs.micropython.org/en/latest/library/machine.SPI.html
 *
 * @example
 * const spi = new SPI(2, { baudrate: 5_000_000, sck: 18, mosi: 23, miso: 19 });
 * const cs = new Pin(5, Pin.OUT, { value: 1 });
 * cs.off();
 * const id = new Uint8Array(4);
 * spi.write_readinto(new Uint8Array([0x9f, 0, 0, 0]), id);
 * cs.on();
 */
export class SPI {
  /** The highest bit goes first. */
  static readonly MSB = MSB;
  /** The lowest bit goes first. No engine so far has it. */
  static readonly LSB = LSB;

  /** The number of the bus. */
  readonly id: number;
  declare _$bus: SPIBus;

  /**
   * @throws ValueError if there is no such bus
   * @throws NotImplementedError for words of other than 8 bits, or with the lowest one first
   */
  constructor(id: number, options?: SPIOptions) {
    const given = options || {};
    this.id = id;
    if ((given.bits || 8) != 8 || given.firstbit)
      throw new NotImplementedError("SPI(" + id + "): words have 8 bits, the highest one first");
    const bus = spi(id, {
      baudrate: given.baudrate || 1000000,
      mode: (given.polarity ? 2 : 0) + (given.phase ? 1 : 0),
      sck: pinNumber(given.sck),
      mosi: pinNumber(given.mosi),
      miso: pinNumber(given.miso),
    });
    if (!bus) throw new ValueError("SPI(" + id + ") doesn't exist");
    this._$bus = bus;
  }

  /** Reads `nbytes` bytes while it writes `write` over and over. */
  read(nbytes: number, write = 0): Uint8Array {
    const buf = new Uint8Array(nbytes);
    this.readinto(buf, write);
    return buf;
  }

  /** As {@link read}, into a buffer, which it fills. */
  readinto(buf: Uint8Array, write = 0): void {
    for (let i = 0; i < buf.length; i++) buf[i] = write;
    this.write_readinto(buf, buf);
  }

  /** Writes bytes. */
  write(buf: ArrayLike<number>): void {
    this._$bus.transfer(new Uint8Array(buf));
  }

  /**
   * Writes bytes and reads as many; the two buffers may be one.
   *
   * @throws ValueError if the buffers differ in length
   */
  write_readinto(write_buf: ArrayLike<number>, read_buf: Uint8Array): void {
    if (write_buf.length != read_buf.length) throw new ValueError("buffers must be the same length");
    read_buf.set(this._$bus.transfer(new Uint8Array(write_buf)));
  }
}
