import type { I2CTransfer } from "../i2c.ts";
import { I2CPart, type I2CPartOptions } from "./i2c_part.ts";
import type { PartKind, Source } from "./part.ts";

const kind: PartKind = {
  name: "SHT31",
  wires: { i2c: { kind: "i2c" }, address: { kind: "address", allowed: [0x44, 0x45] } },
  quantities: {
    temperature_c: { min: -40, max: 125, usual: 20 },
    humidity_percent: { min: 0, max: 100, usual: 50 },
  },
  faults: ["unplugged", "nack", "stuck", "checksum", "slow"],
};

export interface SHT31Options extends I2CPartOptions {
  temperature_c?: Source;
  humidity_percent?: Source;
}

/** Typical µs of a measurement of high, medium and low repeatability. */
const HIGH_US = 12_500;
const MEDIUM_US = 4500;
const LOW_US = 2500;
/** µs after a command in which no other one is taken. */
const BETWEEN_US = 1000;

/** Single shots by their commands, page 10. */
const SHOTS = new Map([
  [0x2400, { us: HIGH_US, stretching: false }],
  [0x240b, { us: MEDIUM_US, stretching: false }],
  [0x2416, { us: LOW_US, stretching: false }],
  [0x2c06, { us: HIGH_US, stretching: true }],
  [0x2c0d, { us: MEDIUM_US, stretching: true }],
  [0x2c10, { us: LOW_US, stretching: true }],
]);

/** Alert pending and reset detected, as after power-up (page 13). */
const RESET_STATUS = 0x8010;
const HEATER = 0x2000;

interface State {
  status: number;
  /** What the next reading gives, from `readyAt` on. */
  answer?: number[];
  readyAt: number;
  stretching: boolean;
  /** Until when it takes no command. */
  busyUntil: number;
}

const fresh = (): State => ({ status: RESET_STATUS, readyAt: 0, stretching: false, busyUntil: 0 });

/** CRC-8 of page 14: polynomial 0x31, from 0xff on; 0x92 of 0xbeef. */
export function sht31Crc(bytes: readonly number[]): number {
  return bytes.reduce((sum, byte) => {
    let rest = sum ^ byte;
    for (let bit = 0; bit < 8; bit++) rest = ((rest << 1) & 255) ^ (rest >= 128 ? 0x31 : 0);
    return rest;
  }, 0xff);
}

function word(value: number): number[] {
  const bytes = [value >> 8, value & 255];
  return [...bytes, sht31Crc(bytes)];
}

/**
 * Sensirion SHT31, air humidity and temperature. After the SHT3x-DIS data sheet, version 5, pages 9 to 14.
 *
 * Known: single shots with and without clock stretching, break, soft reset, heater (which warms nothing) and status. Not
 * known: periodic measurements and alerts.
 */
export class SHT31 extends I2CPart {
  static readonly kind = kind;
  private state = fresh();

  constructor(options: SHT31Options) {
    super(kind, options);
  }

  protected override powerUp(): void {
    this.state = fresh();
  }

  protected receive(bytes: Uint8Array): boolean {
    const command = bytes[0] * 256 + bytes[1];
    // Of all commands, only a break gets through to a part that measures.
    if (this.now < this.state.busyUntil && command !== 0x3093) return false;
    if (bytes.length !== 2) throw new Error(`SHT31 takes commands of 2 bytes, not of ${bytes.length}`);
    const { state } = this;
    const shot = SHOTS.get(command);
    state.answer = undefined;
    state.busyUntil = this.now + BETWEEN_US;
    if (shot) {
      state.answer = this.measured();
      state.stretching = shot.stretching;
      state.readyAt = state.busyUntil = this.now + this.takes(shot.us);
    } else if (command === 0xf32d) {
      state.answer = word(state.status);
      state.readyAt = this.now;
    } else if (command === 0x30a2) this.state = { ...fresh(), busyUntil: state.busyUntil };
    else if (command === 0x3041) state.status &= HEATER;
    else if (command === 0x306d) state.status |= HEATER;
    else if (command === 0x3066) state.status &= ~HEATER;
    else if (command !== 0x3093) throw new Error(`SHT31 has no command 0x${command.toString(16)}`);
    return true;
  }

  protected send(count: number, transfer: I2CTransfer): number[] | false {
    const { answer, readyAt, stretching } = this.state;
    const missing = readyAt - this.now;
    if (!answer || (missing > 0 && !stretching)) return false;
    if (count > answer.length) throw new Error(`SHT31 has ${answer.length} bytes to say, not ${count}`);
    // A controller that does not wait for so long leaves without an answer, which stays.
    if (missing > 0) transfer.stretch(missing);
    else this.state.answer = undefined;
    return answer.slice(0, count);
  }

  private measured(): number[] {
    const temperature = ((this.quantity("temperature_c") + 45) / 175) * 65535;
    const humidity = (this.quantity("humidity_percent") / 100) * 65535;
    return [...word(Math.round(temperature)), ...word(Math.round(humidity))];
  }
}
