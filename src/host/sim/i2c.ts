import { BusPins } from "./bus_pins.ts";
import { wireBytes } from "./bytes.ts";
import type { Clock } from "./clock.ts";
import type { Machine } from "./globals.ts";
import { keepLast } from "./keep.ts";
import type { PinObjects } from "./pin_globals.ts";
import { EspruinoError } from "./realm.ts";

/** How a transfer came about, for the device that takes part in it. */
export interface I2CTransfer {
  /** When it begins, in µs of virtual time. */
  readonly at: number;
  /** True if no STOP was sent before it. */
  readonly repeated: boolean;
  /** True if it ends with a STOP. */
  readonly stop: boolean;
  /** Holds the clock low for so many µs. Beyond ten bits the controller gives up. */
  stretch(micros: number): void;
}

/** What hangs on an I2C bus. It sees whole transfers, not single bits. What it throws is reported by the board. */
export interface I2CDevice {
  /** 7 bits. */
  readonly address: number;
  /** Takes bytes. Gives how many of them it acknowledges; true: all, false: not even its address. */
  write(bytes: Uint8Array, transfer: I2CTransfer): number | boolean;
  /** Gives as many bytes as it is asked for; false: it does not acknowledge its address. */
  read(count: number, transfer: I2CTransfer): ArrayLike<number> | false;
  /** Whether it holds a line of the bus low now, so that nobody can use the bus. */
  holds?(): boolean;
}

/** A transfer as a logic analyser shows it. */
export interface I2CRecord {
  kind: "write" | "read";
  address: number;
  /** Bytes that went over the wire; the last one was not acknowledged if `nack` is `data`. */
  bytes: number[];
  /** Virtual time of start and end in µs. */
  at: number;
  end: number;
  repeated: boolean;
  stop: boolean;
  /** What nobody acknowledged. */
  nack?: "address" | "data";
  /** True if the bus was held for too long. */
  timeout?: true;
}

/** How long the firmware waits for a bus that somebody holds. */
const HELD_US = 1_000_000;
/** Bits that the clock may be stretched by before the chip gives up. */
const STRETCH_BITS = 10;

/** An I2C bus of the board and what hangs on it. */
export class SimI2C {
  /** All transfers since the start, as long as they are kept. */
  readonly trace: I2CRecord[] = [];
  /** Bits per second; undefined: the program has not set the bus up. */
  frequency: number | undefined;
  /** The pins that the program has chosen, by name. */
  pins: { scl: string; sda: string } | undefined;
  /** Set it for a line that something holds low: every transfer then fails after a second. */
  stuck = false;
  /** The pins that it keeps to itself. */
  readonly lines: BusPins;
  private readonly devices: I2CDevice[] = [];
  private open = false;

  constructor(
    readonly name: string,
    private readonly clock: Clock,
    /** Lets time pass in the middle of the program. */
    private readonly spend: (micros: number) => void,
    private readonly remark: (text: string) => void,
    private readonly keep: number,
  ) {
    this.lines = new BusPins(name);
  }

  /** Connects a device. Returns a function that takes it off again. */
  attach(device: I2CDevice): () => void {
    const { address } = device;
    if (!(address >= 0 && address < 128))
      throw new RangeError(`${this.name}: an address has 7 bits, ${address} is none`);
    if (this.devices.some((other) => other.address === address))
      throw new RangeError(`${this.name}: two devices at address 0x${address.toString(16)}`);
    this.devices.push(device);
    return () => {
      const place = this.devices.indexOf(device);
      if (place >= 0) this.devices.splice(place, 1);
    };
  }

  /** The board is off: the bus has to be set up again. */
  powerOff(): void {
    this.frequency = this.pins = undefined;
    this.open = false;
  }

  write(address: number, bytes: Uint8Array, stop: boolean): void {
    this.transfer({ kind: "write", address, stop }, (device, record, transfer) => {
      const answer = device.write(bytes, transfer);
      if (answer === false) return false;
      const acked = Math.min(answer === true ? Infinity : answer, bytes.length);
      if (acked < bytes.length) record.nack = "data";
      record.bytes = [...bytes.slice(0, acked + 1)];
      return true;
    });
  }

  read(address: number, count: number, stop: boolean): number[] {
    return this.transfer({ kind: "read", address, stop }, (device, record, transfer) => {
      const answer = device.read(count, transfer);
      if (answer === false) return false;
      record.bytes = Array.from(answer, (byte) => byte & 255);
      if (record.bytes.length !== count)
        throw new RangeError(`it gave ${record.bytes.length} bytes where ${count} were asked for`);
      return true;
    }).bytes;
  }

  private transfer(
    head: Pick<I2CRecord, "kind" | "address" | "stop">,
    talk: (device: I2CDevice, record: I2CRecord, transfer: I2CTransfer) => boolean,
  ): I2CRecord {
    const { frequency, name } = this;
    if (frequency === undefined) throw new EspruinoError(`${name} was not set up`);
    const call = head.kind === "read" ? "jshI2CRead" : "jshI2CWrite";
    const at = this.clock.now;
    const record: I2CRecord = { ...head, bytes: [], at, end: at, repeated: this.open };
    const bit = 1e6 / frequency;
    let stretched = 0;
    const stretch = (micros: number): void => {
      if (micros > STRETCH_BITS * bit) record.timeout = true;
      stretched += micros;
    };
    keepLast(this.trace, record, this.keep);
    if (this.stuck || this.devices.some((device) => device.holds?.())) stretch(HELD_US);
    else {
      const device = this.devices.find(({ address }) => address === head.address);
      const transfer = { at, repeated: record.repeated, stop: head.stop, stretch };
      try {
        if (!device || !talk(device, record, transfer)) record.nack = "address";
      } catch (error) {
        this.remark(`${name}, device 0x${head.address.toString(16)}: ${String(error)}`);
        throw new EspruinoError(`${call}:, unknown error code -1`);
      }
    }
    const failed = record.timeout ?? record.nack !== undefined;
    // The chip ends a transfer that fails by a STOP of its own.
    this.open = !head.stop && !failed;
    const bits = 1 + 9 * (1 + record.bytes.length) + (this.open ? 0 : 1);
    this.spend(Math.ceil(bits * bit + stretched));
    record.end = this.clock.now;
    if (record.timeout) throw new EspruinoError(`${call}:, Operation timeout because the bus is busy`);
    if (record.nack) throw new EspruinoError(`${call}: slave doesn't ACK the transfer`);
    return record;
  }
}

/** The global object of an I2C bus. */
export function i2cObject({ realm, board }: Machine, objects: PinObjects, bus: SimI2C): object {
  const usual = board.i2c.find(({ name }) => name === bus.name);
  const toBytes = realm.evaluate("(function (list) { return new Uint8Array(list); })") as (
    list: unknown,
  ) => object;
  return realm.object({
    setup: realm.fn((options) => {
      const given = (options ?? {}) as { scl?: unknown; sda?: unknown; bitrate?: unknown };
      const scl = objects.pin(given.scl ?? usual?.scl);
      const sda = objects.pin(given.sda ?? usual?.sda);
      const frequency = Number(given.bitrate ?? 100_000);
      if (frequency < 100) throw new EspruinoError("Invalid I2C bitrate");
      bus.lines.take("drive an I2C bus", { SCL: scl, SDA: sda });
      bus.frequency = frequency;
      bus.pins = { scl: scl.name, sda: sda.name };
    }),
    writeTo: realm.fn((to, ...items) => {
      const { address, stop } = addressOf(to);
      const bytes = wireBytes(items);
      // As the firmware: nothing to write, nothing on the wire.
      if (bytes.length > 0) bus.write(address, bytes, stop);
    }),
    readFrom: realm.fn((from, count) => {
      const { address, stop } = addressOf(from);
      return Number(count) > 0 ? toBytes(realm.array(bus.read(address, Number(count), stop))) : undefined;
    }),
  });
}

function addressOf(value: unknown): { address: number; stop: boolean } {
  if (typeof value !== "object" || value === null) return { address: Number(value), stop: true };
  const { address, stop } = value as { address?: unknown; stop?: unknown };
  return { address: Number(address), stop: stop === undefined || Boolean(stop) };
}
