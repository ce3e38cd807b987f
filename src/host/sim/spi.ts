import type { Pins } from "./board_pins.ts";
import { BusPins } from "./bus_pins.ts";
import { wireBytes } from "./bytes.ts";
import type { Clock } from "./clock.ts";
import type { Machine } from "./globals.ts";
import { keepLast } from "./keep.ts";
import type { PinObjects } from "./pin_globals.ts";
import { EspruinoError } from "./realm.ts";

/** What hangs on an SPI bus, byte by byte. Times are virtual µs. What it throws is reported by the board. */
export interface SPIDevice {
  /** GPIO of the pin that selects it by being low; undefined: it is always selected. */
  readonly cs: number | undefined;
  /** The modes of clock polarity and phase that it knows, from 0 to 3; left out: all. */
  readonly modes?: readonly number[];
  /** Exchanges a byte. */
  transfer(byte: number, at: number): number;
  /** It is selected, or no longer. */
  select?(selected: boolean, at: number): void;
}

/** A transfer as a logic analyser shows it. */
export interface SPIRecord {
  /** Virtual time of start and end in µs. */
  at: number;
  end: number;
  /** From the board and to it. */
  mosi: number[];
  miso: number[];
  /** Select pins of those that took part, by GPIO. */
  selected: (number | undefined)[];
}

/** An SPI bus of the board and what hangs on it. */
export class SimSPI {
  /** All transfers since the start, as long as they are kept. */
  readonly trace: SPIRecord[] = [];
  /** What the program has set; undefined: it has not. */
  settings: { baudrate: number; mode: number; sck: string; mosi: string; miso: string } | undefined;
  /** The pins that it keeps to itself. */
  readonly lines: BusPins;
  private readonly devices: SPIDevice[] = [];

  constructor(
    readonly name: string,
    private readonly clock: Clock,
    private readonly pins: Pins,
    private readonly spend: (micros: number) => void,
    private readonly remark: (text: string) => void,
    private readonly keep: number,
  ) {
    this.lines = new BusPins(name);
  }

  /** Connects a device. Returns a function that takes it off again. */
  attach(device: SPIDevice): () => void {
    const pin = device.cs === undefined ? undefined : this.pins[`D${device.cs}`];
    if (device.cs !== undefined && !pin) throw new RangeError(`${this.name}: there is no GPIO ${device.cs}`);
    if (this.devices.some(({ cs }) => cs === device.cs))
      throw new RangeError(`${this.name}: two devices are selected by GPIO ${String(device.cs)}`);
    this.devices.push(device);
    const stop = pin?.watch(({ level, at }) => device.select?.(level === 0, at));
    return () => {
      stop?.();
      const place = this.devices.indexOf(device);
      if (place >= 0) this.devices.splice(place, 1);
    };
  }

  /** Exchanges bytes with whoever is selected. */
  transfer(bytes: Uint8Array): number[] {
    const { settings, name } = this;
    if (!settings) throw new EspruinoError(`${name} was not set up`);
    const selected = this.devices.filter(({ cs }) => cs === undefined || this.pins[`D${cs}`]?.level === 0);
    const record: SPIRecord = { at: this.clock.now, end: 0, mosi: [...bytes], miso: [], selected: [] };
    record.selected = selected.map(({ cs }) => cs);
    keepLast(this.trace, record, this.keep);
    if (selected.length !== 1)
      this.remark(
        `${name}: ${selected.length === 0 ? "no device is" : "two devices are"} selected in a transfer`,
      );
    const listening = selected.filter(({ cs, modes }) => {
      const knows = modes?.includes(settings.mode) ?? true;
      if (!knows)
        this.remark(`${name}, device of GPIO ${String(cs)}: it does not know mode ${settings.mode}`);
      return knows;
    });
    for (const byte of bytes) {
      // An input that nobody drives reads as ones.
      let answer = 255;
      for (const device of listening) {
        try {
          answer &= device.transfer(byte, this.clock.now);
        } catch (error) {
          this.remark(`${name}, device of GPIO ${String(device.cs)}: ${String(error)}`);
        }
      }
      record.miso.push(answer);
    }
    this.spend(Math.ceil((bytes.length * 8e6) / settings.baudrate));
    record.end = this.clock.now;
    return record.miso;
  }
}

/** The global object of an SPI bus. */
export function spiObject(machine: Machine, objects: PinObjects, bus: SimSPI): object {
  const { realm, board } = machine;
  const usual = board.spi.find(({ name }) => name === bus.name);
  const toBytes = realm.evaluate("(function (list) { return new Uint8Array(list); })") as (
    list: unknown,
  ) => object;
  return realm.object({
    setup: realm.fn((options) => {
      const given = (options ?? {}) as Record<string, unknown>;
      const [sck, mosi, miso] = (["sck", "mosi", "miso"] as const).map((name) =>
        objects.pin(given[name] ?? usual?.[name]),
      );
      const baudrate = Number(given.baud ?? 100_000);
      if (baudrate < 100) throw new EspruinoError("Invalid SPI baud rate");
      bus.lines.take("drive an SPI bus", { SCK: sck, MOSI: mosi });
      // The ESP32's firmware takes the order of bits and does not look at it.
      if (given.order === "lsb")
        machine.remark(`${bus.name}: the firmware sends the highest bit first all the same`);
      bus.settings = {
        baudrate,
        mode: Number(given.mode ?? 0) & 3,
        sck: sck.name,
        mosi: mosi.name,
        miso: miso.name,
      };
    }),
    send: realm.fn((data) => {
      const got = bus.transfer(wireBytes(data));
      if (typeof data === "number") return got[0];
      return typeof data === "string" ? String.fromCharCode(...got) : toBytes(realm.array(got));
    }),
    write: realm.fn((...items) => {
      bus.transfer(wireBytes(items));
    }),
  });
}
