import type { SimBoard } from "../board.ts";
import type { OneWireDevice } from "../onewire.ts";
import { oneWireCrc, OneWireSlave } from "../onewire_slave.ts";
import type { Level } from "../pins.ts";
import { Part, type PartKind, type PartOptions, type Source } from "./part.ts";

const kind: PartKind = {
  name: "DS18B20",
  wires: { pin: { kind: "onewire" } },
  quantities: { temperature_c: { min: -55, max: 125, usual: 20 } },
  settings: {
    serial: { type: "number", min: 1, max: 2 ** 48 - 1, usual: 1 },
    parasite: { type: "boolean", usual: false },
    resolution: { type: "number", min: 9, max: 12, usual: 12 },
  },
  faults: ["unplugged", "nack", "stuck", "checksum", "slow"],
};

export interface DS18B20Options extends PartOptions {
  /** The GPIO of the 1-Wire bus. */
  pin: number;
  temperature_c?: Source;
  /** Serial number in its ROM code, of 48 bits; another one for each on a bus. Default 1. */
  serial?: number;
  /** It has no supply and lives on what the wire gives. */
  parasite?: boolean;
  /** Bits, from 9 to 12, that its EEPROM says. Default 12. */
  resolution?: number;
}

/** Longest µs of a conversion of 12 bits; each bit less takes half of it. */
const CONVERSION_US = 750_000;
const COPY_US = 10_000;
/** How soon the controller has to hold the line high for a device that lives on it: 10 µs after the slot of the last bit. */
const STRONG_US = 80;
/** What the temperature register holds at power-on: 85 °C. */
const AT_POWER_ON = 0x0550;

/** What it does beside talking, and needs its power for. */
interface Job {
  from: number;
  until: number;
  /** Whether it has had its power so far. */
  powered: boolean;
  done: () => void;
}

/**
 * Maxim DS18B20, temperature. After its data sheet, 19-7487 Rev 6: operation, powering, memory and function commands.
 *
 * Known: conversion, the scratchpad, EEPROM, the kind of supply, and the alarm. A device without a supply that does not get a
 * strong pull-up in time, or loses it, starts anew: it then gives 85 °C.
 */
export class DS18B20 extends Part implements OneWireDevice {
  static readonly kind = kind;
  readonly rom: Uint8Array;
  private readonly slave: Slave;
  private readonly parasite: boolean;
  /** Limits of the alarm and configuration: 75 °C and 70 °C from the factory. */
  private readonly eeprom: [high: number, low: number, config: number];
  private temperature = AT_POWER_ON;
  private registers: [high: number, low: number, config: number];
  private alarm = false;
  private job: Job | undefined;
  /** Bytes of a write to the scratchpad so far. */
  private writing: number[] | undefined;
  /** What read slots give when it has nothing else to send. */
  private status: (() => Level) | undefined;
  /** Not connected since the last reset, or not answering. */
  private off: "unplugged" | "nack" | undefined;

  constructor(options: DS18B20Options) {
    super(kind, options);
    const serial = this.setting("serial") as number;
    this.parasite = this.setting("parasite") as boolean;
    this.eeprom = [75, 70, configOf(this.setting("resolution") as number)];
    this.registers = [...this.eeprom];
    const bytes = Array.from({ length: 6 }, (_, i) => Math.floor(serial / 256 ** i) & 255);
    this.slave = new Slave(
      [0x28, ...bytes],
      (byte, at) => this.command(byte, at),
      () => this.status?.() ?? 1,
      () => this.alarm,
    );
    this.rom = this.slave.rom;
  }

  reset(at: number): boolean {
    this.settle(at);
    if (this.writing) {
      this.writing = undefined;
      this.registers = [0xff, 0xff, configOf(12)];
      throw new Error("a write to the scratchpad was ended after less than three bytes, which may damage it");
    }
    if (this.off === "unplugged") this.powerOn();
    this.off = this.failing("unplugged") ? "unplugged" : this.failing("nack") ? "nack" : undefined;
    return this.off === undefined && this.slave.reset();
  }

  slot(bit: Level, at: number): Level {
    this.settle(at);
    return this.off ? 1 : this.slave.slot(bit, at);
  }

  power(on: boolean, at: number): void {
    if (!this.job || !this.parasite) return;
    if (!on) this.settle(at);
    else if (at - this.job.from <= STRONG_US) this.job.powered = true;
    // It stops in the middle.
    if (!on && this.job) this.powerOn();
  }

  holds(): boolean {
    return !this.failing("unplugged") && this.failing("stuck");
  }

  protected override connect(board: SimBoard): () => void {
    return board.onewire(this.wires["pin"]).attach(this);
  }

  private command(byte: number, at: number): ArrayLike<number> | "more" | undefined {
    if (this.writing) return this.write(byte);
    this.status = undefined;
    switch (byte) {
      case 0x44:
        this.convert(at);
        return undefined;
      case 0x4e:
        this.writing = [];
        return "more";
      case 0xbe:
        return this.scratchpad();
      case 0x48:
        this.begin(at, COPY_US, () => this.eeprom.splice(0, 3, ...this.registers));
        return undefined;
      case 0xb8:
        this.registers = [...this.eeprom];
        return undefined;
      case 0xb4:
        this.status = () => (this.parasite ? 0 : 1);
        return undefined;
      default:
        throw new Error(`it has no function command 0x${byte.toString(16)}`);
    }
  }

  private write(byte: number): "more" | undefined {
    const bytes = [...(this.writing ?? []), byte];
    this.writing = bytes;
    if (bytes.length < 3) return "more";
    this.writing = undefined;
    // Of the configuration only the two bits of the resolution can be written.
    this.registers = [bytes[0], bytes[1], (bytes[2] & 0x60) | 0x1f];
    return undefined;
  }

  private convert(at: number): void {
    const bits = 9 + (this.registers[2] >> 5);
    const undefinedBits = (1 << (12 - bits)) - 1;
    const measured = Math.round(this.quantity("temperature_c") * 16) & ~undefinedBits;
    const low = Math.floor(this.random.next() * 8) & undefinedBits;
    this.begin(at, CONVERSION_US >> (12 - bits), () => {
      this.temperature = measured | low;
      const degrees = measured >> 4;
      this.alarm = degrees >= int8(this.registers[0]) || degrees <= int8(this.registers[1]);
    });
  }

  private begin(at: number, us: number, done: () => void): void {
    this.job = { from: at, until: at + this.takes(us), powered: !this.parasite, done };
    this.status = () => (this.job ? 0 : 1);
  }

  /** Ends what has had its time. */
  private settle(at: number): void {
    const { job } = this;
    if (!job) return;
    if (!job.powered && at - job.from > STRONG_US) this.powerOn();
    else if (at >= job.until) {
      this.job = undefined;
      job.done();
    }
  }

  private powerOn(): void {
    this.job = this.writing = this.status = undefined;
    this.temperature = AT_POWER_ON;
    this.registers = [...this.eeprom];
    this.alarm = false;
  }

  private scratchpad(): number[] {
    const { temperature, registers } = this;
    const data = [temperature & 255, (temperature >> 8) & 255, ...registers, 0xff, 0x0c, 0x10];
    data.push(oneWireCrc(data));
    if (this.failing("checksum"))
      data[Math.floor(this.random.next() * 9)] ^= 1 << Math.floor(this.random.next() * 8);
    return data;
  }
}

const configOf = (bits: number): number => ((bits - 9) << 5) | 0x1f;

const int8 = (byte: number): number => (byte << 24) >> 24;

/** What it has in common with all 1-Wire devices. */
class Slave extends OneWireSlave {
  constructor(
    rom: readonly number[],
    protected readonly command: (byte: number, at: number) => ArrayLike<number> | "more" | undefined,
    protected override readonly idle: () => Level,
    protected override readonly alarmed: () => boolean,
  ) {
    super(rom);
  }
}
