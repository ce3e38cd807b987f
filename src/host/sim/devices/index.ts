export { BH1750, type BH1750Options } from "./bh1750.ts";
export type { FaultName, FaultWindow } from "./faults.ts";
export { I2CPart, type I2CPartOptions } from "./i2c_part.ts";
export { micros, type Time } from "./micros.ts";
export {
  Part,
  type PartKind,
  type PartOptions,
  type Quantity,
  type Setting,
  type Source,
  type Wire,
} from "./part.ts";
export { Random } from "./random.ts";
