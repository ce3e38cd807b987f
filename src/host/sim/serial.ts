import { wireBytes } from "./bytes.ts";
import type { Machine } from "./globals.ts";
import { EspruinoError } from "./realm.ts";

/** The far end of a serial port of the board. */
export class SimSerial {
  private pieces: Buffer[] = [];
  /** Is given what the program sends. What it throws is reported by the board. */
  onData: ((data: Buffer) => void) | undefined;
  /** Bits per second that the program has set; undefined: the port is off. */
  baudrate: number | undefined;
  /** Set by the board: hands the program what has arrived. */
  deliver: (text: string) => void = () => undefined;

  /** `when`: does something at a time in µs. */
  constructor(
    readonly name: string,
    private readonly when: (at: number | undefined, fn: () => void) => unknown,
    private readonly remark: (text: string) => void,
  ) {}

  /** What the program has sent so far. */
  get received(): Buffer {
    if (this.pieces.length !== 1) this.pieces = [Buffer.concat(this.pieces)];
    return this.pieces[0];
  }

  /** Sends bytes, or text as UTF-8, to the program, now or at a virtual time in µs; lost if the port is off then. */
  write(data: string | Uint8Array, at?: number): void {
    const text = Buffer.from(data as string).toString("latin1");
    this.when(at, () => {
      if (this.baudrate !== undefined) this.deliver(text);
    });
  }

  /** Does something at a virtual time in µs, at once if it is past. */
  at(at: number, fn: () => void): void {
    this.when(at, fn);
  }

  /** What the program sends. */
  take(data: Buffer): void {
    this.pieces.push(data);
    try {
      this.onData?.(data);
    } catch (error) {
      this.remark(`${this.name}: ${String(error)}`);
    }
  }
}

/** The global object of a serial port. */
export function serialObject(machine: Machine, port: SimSerial): object {
  const { realm } = machine;
  const object = realm.object({
    setup: realm.fn((baudrate) => {
      port.baudrate = Number(baudrate ?? 9600);
    }),
    unsetup: realm.fn(() => {
      port.baudrate = undefined;
    }),
    write: realm.fn((...items) => {
      if (port.baudrate === undefined) throw new EspruinoError(`${port.name} was not set up`);
      const data = Buffer.from(wireBytes(items));
      machine.post(() => {
        port.take(data);
      });
    }),
  });
  port.deliver = (text) => {
    machine.post(() => {
      for (const fn of [...realm.listeners(object, "data")]) machine.call(fn, [text]);
    });
  };
  return object;
}
