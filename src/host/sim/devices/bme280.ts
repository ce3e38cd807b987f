import { BMX280, type BMX280Options } from "./bmx280.ts";
import type { Trim } from "./bmx280_trim.ts";
import type { PartKind, Source } from "./part.ts";

const kind: PartKind = {
  name: "BME280",
  wires: { i2c: { kind: "i2c" }, address: { kind: "address", allowed: [0x76, 0x77] } },
  quantities: {
    temperature_c: { min: -40, max: 85, usual: 20 },
    pressure_hpa: { min: 300, max: 1100, usual: 1013.25 },
    humidity_percent: { min: 0, max: 100, usual: 50 },
  },
  faults: ["unplugged", "nack", "stuck", "slow"],
};

export interface BME280Options extends BMX280Options {
  humidity_percent?: Source;
}

/** Bosch BME280, air humidity, pressure and temperature. See {@link BMX280} for what it knows. */
export class BME280 extends BMX280 {
  static readonly kind = kind;

  constructor(options: BME280Options, trim?: Trim) {
    super(kind, options, 0x60, true, trim);
  }
}
