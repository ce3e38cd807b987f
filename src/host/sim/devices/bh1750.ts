import { I2CPart, type I2CPartOptions } from "./i2c_part.ts";
import type { PartKind, Source } from "./part.ts";

const kind: PartKind = {
  name: "BH1750",
  wires: { i2c: { kind: "i2c" }, address: { kind: "address", allowed: [0x23, 0x5c] } },
  quantities: { illuminance_lx: { min: 0, max: 100_000, usual: 200 } },
  faults: ["unplugged", "nack", "stuck"],
};

export interface BH1750Options extends I2CPartOptions {
  illuminance_lx?: Source;
}

/** Typical µs of a measurement: in the modes of high resolution, and in that of low resolution. */
const HIGH_US = 120_000;
const LOW_US = 16_000;

/**
 * ROHM BH1750FVI, ambient light. After its data sheet, version 2011.11, pages 5 and 7.
 *
 * Known: power down and on, reset, the six measurements, and the two halves of the measuring time.
 */
export class BH1750 extends I2CPart {
  static readonly kind = kind;
  private powered = false;
  private opcode = 0;
  private time = 69;
  private raw = 0;
  private doneAt = Infinity;

  constructor(options: BH1750Options) {
    super(kind, options);
  }

  protected override powerUp(): void {
    this.powered = false;
    this.opcode = this.raw = 0;
    this.time = 69;
    this.doneAt = Infinity;
  }

  protected receive(bytes: Uint8Array): boolean {
    for (const byte of bytes) this.command(byte);
    return true;
  }

  private command(byte: number): void {
    if (byte === 0x00) this.powered = false;
    else if (byte === 0x01) this.powered = true;
    else if (byte === 0x07) {
      if (this.powered) this.raw = 0;
    } else if ([0x10, 0x11, 0x13, 0x20, 0x21, 0x23].includes(byte)) {
      this.powered = true;
      this.opcode = byte;
      this.doneAt = this.now + ((byte & 3) === 3 ? LOW_US : HIGH_US) * (this.time / 69);
    } else if (byte >> 3 === 0b01000) this.time = (this.time & 0x1f) | ((byte & 7) << 5);
    else if (byte >> 5 === 0b011) this.time = (this.time & 0xe0) | (byte & 0x1f);
    else throw new Error(`BH1750 has no instruction 0x${byte.toString(16)}`);
  }

  protected send(count: number): number[] {
    if (this.now >= this.doneAt) {
      const fine = (this.opcode & 3) === 1 ? 2 : 1;
      this.raw = Math.min(Math.floor(this.quantity("illuminance_lx") * 1.2 * fine * (this.time / 69)), 65535);
      // One-time measurements end by powering down.
      if (this.opcode >= 0x20) {
        this.powered = false;
        this.doneAt = Infinity;
      }
    }
    return Array.from({ length: count }, (_, i) =>
      i === 0 ? this.raw >> 8 : i === 1 ? this.raw & 255 : 255,
    );
  }
}
