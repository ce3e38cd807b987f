import { wireBytes } from "./bytes.ts";
import type { Clock } from "./clock.ts";
import type { Machine } from "./globals.ts";
import { keepLast } from "./keep.ts";
import type { PinObjects } from "./pin_globals.ts";
import type { Level, SimPin } from "./pins.ts";

/** What hangs on a 1-Wire bus, slot by slot. Times are virtual µs. What it throws is reported by the board. */
export interface OneWireDevice {
  /** Its ROM code, by which it is told from others. */
  readonly rom?: Uint8Array;
  /** The line was low for half a millisecond. Gives whether the device then says that it is there. */
  reset(at: number): boolean;
  /** A slot: 1 to write 1 or to read, 0 to write 0. Gives what the device makes of the line: 0 pulls it low. */
  slot(bit: Level, at: number): Level;
  /** The controller begins or ends to hold the line high by itself. */
  power?(on: boolean, at: number): void;
  /** Whether it holds the line low now, so that nobody can use the bus. */
  holds?(): boolean;
}

/** What was done on a 1-Wire bus, as a logic analyser shows it. */
export interface OneWireRecord {
  /** Virtual time of start and end in µs. */
  at: number;
  end: number;
  kind: "reset" | "write" | "read" | "search";
  /** Of a reset: whether anybody was there. */
  present?: boolean;
  /** Of a write or read. */
  bytes?: number[];
  /** Of a write: whether the line is held high afterwards. */
  power?: boolean;
  /** Of a search: the ROM codes in hexadecimal. */
  found?: string[];
}

/** Who keeps the pin to itself. */
const USER = "a 1-Wire bus";
/** What the firmware spends on each, in µs. */
const RESET_US = 1000;
const SLOT_US: readonly [zero: number, one: number] = [70, 65];
const READ_US = 66;

/** A 1-Wire bus of the board: a pin, with a resistor to the supply, and what hangs on it. */
export class SimOneWire {
  /** All that was done since the start, as long as it is kept. */
  readonly trace: OneWireRecord[] = [];
  /** Set it for a line that is shorted to ground: all reads are 0 then, and a reset looks as if somebody were there. */
  stuck = false;
  private readonly devices: OneWireDevice[] = [];
  private powered = false;
  /** Whether the line is held low during what is being done. */
  private low = false;

  constructor(
    readonly pin: SimPin,
    private readonly clock: Clock,
    private readonly spend: (micros: number) => void,
    private readonly remark: (text: string) => void,
    private readonly keep: number,
  ) {}

  /** Connects a device. Returns a function that takes it off again. */
  attach(device: OneWireDevice): () => void {
    const rom = hex(device.rom ?? []);
    if (rom && this.devices.some((other) => hex(other.rom ?? []) === rom))
      throw new RangeError(`1-Wire at ${this.pin.name}: two devices with the ROM code ${rom}`);
    this.devices.push(device);
    return () => {
      const place = this.devices.indexOf(device);
      if (place >= 0) this.devices.splice(place, 1);
    };
  }

  /** The board is off: it lets go of the line. */
  powerOff(): void {
    this.hold(false);
  }

  reset(): boolean {
    return this.record("reset", (record) => (record.present = this.pulse()));
  }

  write(bytes: Uint8Array, power: boolean): void {
    this.record("write", (record) => {
      record.bytes = [...bytes];
      record.power = power;
      for (const byte of bytes) this.send(byte);
      if (power) this.hold(true);
    });
  }

  read(count: number): number[] {
    return this.record("read", (record) => {
      record.bytes = Array.from({ length: count }, () => {
        let byte = 0;
        for (let i = 0; i < 8; i++) byte |= this.receive() << i;
        return byte;
      });
      return record.bytes;
    });
  }

  /** As the firmware does it, by the walk through the tree of addresses that Maxim's application note 187 describes. */
  search(command: number): string[] {
    return this.record("search", (record) => (record.found = this.walk(command)));
  }

  private walk(command: number): string[] {
    const found: string[] = [];
    let rom: Level[] = [];
    let last = -1;
    do {
      if (!this.pulse()) return found;
      this.send(command);
      let zero = -1;
      const next: Level[] = [];
      for (let i = 0; i < 64; i++) {
        const bit = this.receive();
        const complement = this.receive();
        if (bit && complement) return found;
        let direction = bit;
        if (bit === complement) {
          direction = i < last ? rom[i] : i === last ? 1 : 0;
          if (!direction) zero = i;
        }
        next.push(direction);
        this.slot(direction, SLOT_US[direction]);
      }
      rom = next;
      last = zero;
      const bytes = Array.from({ length: 8 }, (_, n) =>
        rom.slice(n * 8, n * 8 + 8).reduce((byte: number, bit, i) => byte | (bit << i), 0),
      );
      // No device has family 0: it is what a shorted line looks like.
      if (bytes[0] === 0) return found;
      found.push(hex(bytes));
    } while (last >= 0);
    return found;
  }

  private record<T>(kind: OneWireRecord["kind"], act: (record: OneWireRecord) => T): T {
    const record: OneWireRecord = { kind, at: this.clock.now, end: this.clock.now };
    keepLast(this.trace, record, this.keep);
    this.pin.claim("be a 1-Wire bus", USER);
    this.hold(false);
    this.low = this.stuck || this.devices.some((device) => device.holds?.());
    const result = act(record);
    // What is low for so long is a reset to all, once it goes up.
    if (this.low) this.ask(false, (device) => device.reset(this.clock.now));
    record.end = this.clock.now;
    return result;
  }

  private hold(on: boolean): void {
    if (this.powered === on) return;
    this.powered = on;
    for (const device of this.devices) device.power?.(on, this.clock.now);
  }

  private pulse(): boolean {
    const present = this.low ? [] : this.ask(false, (device) => device.reset(this.clock.now));
    this.spend(RESET_US);
    return this.low || present.includes(true);
  }

  private send(byte: number): void {
    for (let i = 0; i < 8; i++) {
      const bit = ((byte >> i) & 1) as Level;
      this.slot(bit, SLOT_US[bit]);
    }
  }

  private receive(): Level {
    return this.slot(1, READ_US);
  }

  private slot(bit: Level, micros: number): Level {
    const levels = this.low ? [] : this.ask<Level>(1, (device) => device.slot(bit, this.clock.now));
    this.spend(micros);
    return this.low || bit === 0 || levels.includes(0) ? 0 : 1;
  }

  /** What the devices do; of one that throws it is `nothing`. */
  private ask<T>(nothing: T, answer: (device: OneWireDevice) => T): T[] {
    return this.devices.map((device) => {
      try {
        return answer(device);
      } catch (error) {
        this.remark(`1-Wire at ${this.pin.name}, device ${hex(device.rom ?? [])}: ${String(error)}`);
        return nothing;
      }
    });
  }
}

/** As the firmware writes a ROM code. */
function hex(bytes: ArrayLike<number>): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join("");
}

/** The class `OneWire` of the firmware. */
export function oneWireClass(
  { realm }: Machine,
  objects: PinObjects,
  busOf: (pin: SimPin) => SimOneWire,
): object {
  const toBytes = realm.evaluate("(function (list) { return new Uint8Array(list); })") as (
    list: unknown,
  ) => object;
  return realm.fn((value) => {
    const pin = objects.pin(value);
    const bus = busOf(pin);
    pin.claim("be a 1-Wire bus", USER);
    return realm.object({
      reset: realm.fn(() => bus.reset()),
      write: realm.fn((data, power) => {
        bus.write(wireBytes(data), Boolean(power));
      }),
      read: realm.fn((count) =>
        typeof count === "number" ? toBytes(realm.array(bus.read(count))) : bus.read(1)[0],
      ),
      search: realm.fn((command) => {
        const code = Number(command);
        return realm.array(bus.search(code > 0 && code < 256 ? code : 0xf0));
      }),
      skip: realm.fn(() => {
        bus.write(Uint8Array.of(0xcc), false);
      }),
      select: realm.fn((rom) => {
        bus.reset();
        bus.write(Uint8Array.of(0x55, ...Buffer.from(String(rom), "hex")), false);
      }),
    });
  });
}
