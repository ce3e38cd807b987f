import { encode, serial } from "#hal";
import { OSError, ValueError } from "../builtins/exceptions.ts";
import type { Port, SerialOptions } from "../hal/hal.ts";

/** See `SerialOptions` for what each means. Defaults: 115200 baud, 8 bits, no parity, 1 stop bit, 512 bytes of `rxbuf`. */
export type UARTOptions = Partial<SerialOptions>;

/**
 * A serial port. To wait for bytes, make a stream of it.
 *
 * `id` is MicroPython's: 0 is the first one, which Espruino calls Serial1 and has its console on, if nothing else is
 * plugged in; 1 is Serial2.
 *
 * @see https://docs.micropython.org/en/latest/library/machine.UART.html
 *
 * @example
 * const uart = new UART(1, { baudrate: 9600, tx: 4, rx: 5 });
 * const reader = new asyncio.StreamReader(uart);
 * const line = await reader.readline();
 */
export class UART {
  /** The number of the port. */
  readonly id: number;
  declare _$port: Port;

  /** @throws ValueError if there is no such port */
  constructor(id: number, baudrate?: number | UARTOptions, options?: UARTOptions) {
    this.id = id;
    this.init(baudrate, options);
  }

  /** Sets the port up, as the constructor does. */
  init(baudrate?: number | UARTOptions, options?: UARTOptions): void {
    const given = (typeof baudrate == "object" ? baudrate : options) || {};
    const port = serial(this.id, {
      baudrate: (typeof baudrate == "number" ? baudrate : given.baudrate) || 115200,
      tx: given.tx,
      rx: given.rx,
      bits: given.bits || 8,
      parity: given.parity == undefined ? null : given.parity,
      stop: given.stop || 1,
      rxbuf: given.rxbuf || 512,
    });
    if (!port) throw new ValueError("UART(" + this.id + ") doesn't exist");
    this._$port = port;
  }

  /** Turns the port off. Whoever reads from it then gets OSError(9). */
  deinit(): void {
    const port = this._$port;
    port.close();
    if (port.changed) port.changed();
  }

  /** The bytes that have arrived, at most `n`; undefined if there are none. Does not wait. */
  read(n?: number): Uint8Array | undefined {
    return checked(this._$port.read(n == undefined ? 0x7fffffff : n));
  }

  /** As `read`, but at most up to a line feed: without one, what there is of the line. */
  readline(): Uint8Array | undefined {
    return checked(this._$port.read(0x7fffffff, true));
  }

  /** Sends bytes, or text as UTF-8. Does not wait: gives how many bytes there was room for, undefined for none. */
  write(data: Uint8Array | string): number | undefined {
    const sent = this._$port.write(typeof data == "string" ? encode(data) : data);
    if (sent! < 0) throw new OSError(-sent!);
    return sent;
  }
}

function checked(got: Uint8Array | number | undefined): Uint8Array | undefined {
  if (typeof got == "number") throw new OSError(got);
  return got;
}
