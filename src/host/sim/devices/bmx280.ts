import { fineTemperature, pascal, percent, rawFor, TRIM, trimRegisters, type Trim } from "./bmx280_trim.ts";
import { I2CPart, type I2CPartOptions } from "./i2c_part.ts";
import type { PartKind, Source } from "./part.ts";

export interface BMX280Options extends I2CPartOptions {
  temperature_c?: Source;
  pressure_hpa?: Source;
}

/** What a measurement gives: the converters' numbers, of 20, 20 and 16 bits. */
export interface BMX280Raw {
  pressure: number;
  temperature: number;
  humidity: number;
}

/** What the data registers hold of a quantity that was not measured. */
const SKIPPED = { pressure: 0x80000, temperature: 0x80000, humidity: 0x8000 };

interface State {
  pointer: number;
  ctrlMeas: number;
  ctrlHum: number;
  config: number;
  raw: BMX280Raw;
  /** The measurement that is under way. */
  coming?: { raw: BMX280Raw; doneAt: number };
  /** A write to ctrl_meas that waits for the end of the measurement. */
  delayed?: number;
}

const fresh = (): State => ({ pointer: 0, ctrlMeas: 0, ctrlHum: 0, config: 0, raw: SKIPPED });

/** From a field of three bits to how often a quantity is measured. */
const oversampling = (field: number): number => (field === 0 ? 0 : 1 << Math.min(field - 1, 4));

/**
 * What the models of BMP280 and BME280 have in common. After the data sheets BST-BMP280-DS001-23, pages 16 to 31, and
 * BST-BME280-DS002-15, pages 15 to 33.
 *
 * Known: all registers, sleep and forced mode, oversampling, reset. Not known: the normal mode and the filter.
 */
export abstract class BMX280 extends I2CPart {
  private state = fresh();
  private readonly trimmed: Map<number, number>;

  constructor(
    kind: PartKind,
    options: I2CPartOptions,
    private readonly id: number,
    private readonly humid: boolean,
    private readonly trim: Trim = TRIM,
  ) {
    super(kind, options);
    this.trimmed = trimRegisters(trim);
  }

  protected override powerUp(): void {
    this.state = fresh();
  }

  protected receive(bytes: Uint8Array): boolean {
    this.proceed();
    this.state.pointer = bytes[0];
    if (bytes.length === 1) return true;
    // Unlike reading, writing does not count registers up: each byte comes with its own register.
    if (bytes.length % 2 === 1) this.refuse("takes pairs of register and byte");
    for (let i = 0; i < bytes.length; i += 2) this.write8(bytes[i], bytes[i + 1]);
    return true;
  }

  protected send(count: number): number[] {
    this.proceed();
    return Array.from({ length: count }, () => this.read8(this.state.pointer++));
  }

  /** Bit 3: measuring; bit 0: the trimming is being copied, which is too short to see but after power-up. */
  protected status(): number {
    return this.state.coming ? 8 : 0;
  }

  private read8(register: number): number {
    const { ctrlMeas, ctrlHum, config, raw } = this.state;
    const { pressure, temperature, humidity } = raw;
    const trimmed = this.humid || register < 0xe1 ? this.trimmed.get(register) : undefined;
    if (trimmed !== undefined) return trimmed;
    if (register === 0xd0) return this.id;
    if (register === 0xe0) return 0;
    if (register === 0xf2 && this.humid) return ctrlHum;
    if (register === 0xf3) return this.status();
    if (register === 0xf4) return ctrlMeas;
    if (register === 0xf5) return config;
    if (register >= 0xf7 && register < (this.humid ? 0xff : 0xfd)) {
      const bits = [pressure, temperature].flatMap((value) => [value >> 12, value >> 4, value << 4]);
      return [...bits, humidity >> 8, humidity][register - 0xf7] & 255;
    }
    return this.refuse(`has no register 0x${register.toString(16)} to read`);
  }

  private write8(register: number, byte: number): void {
    if (register === 0xe0) {
      if (byte === 0xb6) this.powerUp();
    } else if (register === 0xf2 && this.humid) this.state.ctrlHum = byte & 7;
    else if (register === 0xf4) this.control(byte);
    else if (register === 0xf5) {
      if (byte & 0x1f) this.refuse("is modelled without its filter and its SPI of three wires");
      this.state.config = byte;
    } else this.refuse(`has no register 0x${register.toString(16)} to write`);
  }

  private control(byte: number): void {
    if ((byte & 3) === 3) this.refuse("is modelled without its normal mode");
    const { state } = this;
    // While it measures, one change of mode waits and all others are lost.
    if (state.coming) state.delayed ??= byte;
    else this.begin(byte, this.now);
  }

  private begin(ctrlMeas: number, at: number): void {
    const { state } = this;
    state.ctrlMeas = ctrlMeas;
    if ((ctrlMeas & 3) === 0) return;
    const times = {
      temperature: oversampling(ctrlMeas >> 5),
      pressure: oversampling((ctrlMeas >> 2) & 7),
      humidity: this.humid ? oversampling(state.ctrlHum) : 0,
    };
    const { temperature, pressure, humidity } = times;
    // Typical ms, page 51 of the BME280's data sheet.
    const ms = 1 + 2 * (temperature + pressure + humidity) + (pressure && 0.5) + (humidity && 0.5);
    state.coming = { raw: this.convert(times), doneAt: at + this.takes(ms * 1000) };
  }

  /** What the converters say now of quantities that are measured so many times. */
  protected convert(times: BMX280Raw): BMX280Raw {
    const { trim } = this;
    const raw = { ...SKIPPED };
    // Without filter each doubling is worth a bit, from 16 on.
    const step = (count: number): number => 16 / count;
    const wanted = this.quantity("temperature_c") * 5120;
    const temperature = rawFor(wanted, (n) => fineTemperature(trim, n), 20, step(times.temperature || 16));
    const fine = fineTemperature(trim, temperature);
    if (times.temperature) raw.temperature = temperature;
    if (times.pressure) {
      const pa = this.quantity("pressure_hpa") * 100;
      raw.pressure = rawFor(pa, (n) => pascal(trim, fine, n), 20, step(times.pressure));
    }
    if (times.humidity) {
      const part = this.quantity("humidity_percent");
      raw.humidity = rawFor(part, (n) => percent(trim, fine, n), 16, 1);
    }
    return raw;
  }

  /** Brings the registers up to now. */
  private proceed(): void {
    const { state } = this;
    while (state.coming && this.now >= state.coming.doneAt) {
      const { raw, doneAt } = state.coming;
      const { delayed } = state;
      state.raw = raw;
      state.ctrlMeas &= ~3;
      state.coming = state.delayed = undefined;
      if (delayed !== undefined) this.begin(delayed, doneAt);
    }
  }

  private refuse(what: string): never {
    throw new Error(`${this.kind.name} ${what}`);
  }
}
