import { BMX280, type BMX280Options } from "./bmx280.ts";
import type { Trim } from "./bmx280_trim.ts";
import type { PartKind } from "./part.ts";

const kind: PartKind = {
  name: "BMP280",
  wires: { i2c: { kind: "i2c" }, address: { kind: "address", allowed: [0x76, 0x77] } },
  quantities: {
    temperature_c: { min: -40, max: 85, usual: 20 },
    pressure_hpa: { min: 300, max: 1100, usual: 1013.25 },
  },
  faults: ["unplugged", "nack", "stuck", "slow"],
};

export type BMP280Options = BMX280Options;

/** Bosch BMP280, air pressure and temperature. See {@link BMX280} for what it knows. */
export class BMP280 extends BMX280 {
  static readonly kind = kind;

  constructor(options: BMP280Options, trim?: Trim) {
    super(kind, options, 0x58, false, trim);
  }
}
