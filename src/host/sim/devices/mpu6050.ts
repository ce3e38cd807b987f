import { I2CPart, type I2CPartOptions } from "./i2c_part.ts";
import type { PartKind, Source } from "./part.ts";

const acceleration = { min: -100, max: 100 };
const rate = { min: -10_000, max: 10_000, usual: 0 };

const kind: PartKind = {
  name: "MPU6050",
  wires: { i2c: { kind: "i2c" }, address: { kind: "address", allowed: [0x68, 0x69] } },
  quantities: {
    acceleration_x_g: { ...acceleration, usual: 0 },
    acceleration_y_g: { ...acceleration, usual: 0 },
    acceleration_z_g: { ...acceleration, usual: 1 },
    temperature_c: { min: -40, max: 85, usual: 25 },
    angular_rate_x_dps: rate,
    angular_rate_y_dps: rate,
    angular_rate_z_dps: rate,
  },
  faults: ["unplugged", "nack", "stuck"],
};

export interface MPU6050Options extends I2CPartOptions {
  /** What is beyond the range that the program has chosen is cut off there. */
  acceleration_x_g?: Source;
  acceleration_y_g?: Source;
  acceleration_z_g?: Source;
  temperature_c?: Source;
  angular_rate_x_dps?: Source;
  angular_rate_y_dps?: Source;
  angular_rate_z_dps?: Source;
}

/** Registers that can be written, with what they are after power-up and the bits that are modelled. */
const WRITABLE: ReadonlyMap<number, { initial: number; modelled: number }> = new Map([
  [0x19, { initial: 0, modelled: 0xff }],
  [0x1a, { initial: 0, modelled: 0x07 }],
  [0x1b, { initial: 0, modelled: 0x18 }],
  [0x1c, { initial: 0, modelled: 0x18 }],
  [0x6b, { initial: 0x40, modelled: 0xc7 }],
]);
const GYRO_CONFIG = 0x1b;
const ACCEL_CONFIG = 0x1c;
const DATA = 0x3b;
const PWR_MGMT_1 = 0x6b;
const RESET = 0x80;
const SLEEP = 0x40;
const WHO_AM_I = 0x75;

/** Typical µs from sleep to the first sample of the accelerometer, and until the gyroscope has started. */
const FIRST_SAMPLE_US = 1000;
const GYRO_START_US = 30_000;

interface State {
  pointer: number;
  registers: Map<number, number>;
  /** What the registers from DATA on hold. */
  data: number[];
  awakeAt: number;
}

const fresh = (): State => ({
  pointer: 0,
  registers: new Map([...WRITABLE].map(([register, { initial }]) => [register, initial])),
  data: new Array<number>(14).fill(0),
  awakeAt: Infinity,
});

/** As two bytes with sign, cut off at the ends. */
function word(value: number): number[] {
  const whole = Math.min(Math.max(Math.round(value), -32768), 32767);
  return [(whole >> 8) & 255, whole & 255];
}

/**
 * InvenSense MPU-6050, acceleration and angular rate. After the register map RM-MPU-6000A-00, revision 4.2, and the product
 * specification PS-MPU-6000A-00, revision 3.4.
 *
 * Known: power management without cycling and stand-by, the ranges, the measured values, who am I. Not known: self-test,
 * FIFO, interrupts, its own I2C bus. Filter and sample rate are taken and do nothing: each reading is a new sample.
 */
export class MPU6050 extends I2CPart {
  static readonly kind = kind;
  private state = fresh();

  constructor(options: MPU6050Options) {
    super(kind, options);
  }

  protected override powerUp(): void {
    this.state = fresh();
  }

  protected receive(bytes: Uint8Array): boolean {
    this.state.pointer = bytes[0];
    for (const byte of bytes.slice(1)) this.write8(this.state.pointer++, byte);
    return true;
  }

  protected send(count: number): number[] {
    this.sample();
    return Array.from({ length: count }, () => this.read8(this.state.pointer++));
  }

  private read8(register: number): number {
    if (register === WHO_AM_I) return 0x68;
    const { registers, data } = this.state;
    const found: number | undefined = registers.get(register) ?? data[register - DATA];
    if (found === undefined)
      throw new Error(`MPU6050 is modelled without register 0x${register.toString(16)}`);
    return found;
  }

  private write8(register: number, byte: number): void {
    const known = WRITABLE.get(register);
    const name = `0x${register.toString(16)}`;
    if (!known) throw new Error(`MPU6050 is modelled without register ${name} to write`);
    if (byte & ~known.modelled)
      throw new Error(`MPU6050 is modelled without 0x${byte.toString(16)} in register ${name}`);
    if (register === PWR_MGMT_1) {
      if (byte & RESET) {
        this.powerUp();
        return;
      }
      if (byte & SLEEP) this.state.awakeAt = Infinity;
      else if (this.state.awakeAt === Infinity) this.state.awakeAt = this.now;
    }
    this.state.registers.set(register, byte);
  }

  /** A part that sleeps keeps what it has measured last. */
  private sample(): void {
    const { awakeAt, registers } = this.state;
    if (this.now < awakeAt + FIRST_SAMPLE_US) return;
    const range = (register: number): number => ((registers.get(register) ?? 0) >> 3) & 3;
    const g = 16384 >> range(ACCEL_CONFIG);
    // The gyroscope's numbers mean nothing until it has started.
    const dps = this.now < awakeAt + GYRO_START_US ? 0 : 32768 / (250 << range(GYRO_CONFIG));
    this.state.data = [
      ...["x", "y", "z"].flatMap((axis) => word(this.quantity(`acceleration_${axis}_g`) * g)),
      ...word((this.quantity("temperature_c") - 36.53) * 340),
      ...["x", "y", "z"].flatMap((axis) => word(this.quantity(`angular_rate_${axis}_dps`) * dps)),
    ];
  }
}
