import type { FaultName, Part } from "../../src/host/sim/index.ts";

/** A driver with its part, for the table of every driver and every fault. All cases share one board and one image. */
export interface FaultCase {
  /** A name in the image, too: the driver's class or function. */
  driver: string;
  /** Makes the part, wired as `make` says, with seed 1. */
  part: () => Part;
  /** An expression for the driver, such as `new drivers.BH1750(i2c)`. `i2c` is bus 0, on which all parts hang that have I2C. */
  make: string;
  /** An expression that reads from `it`, the driver, and gives the reading as text, such as `(await it.read()).illuminance_lx.toFixed(0)`. */
  read: string;
  /** What that gives while all is well. */
  reading: string;
  /** Longest virtual time that `read` may take, fault or not, in ms. */
  limit_ms: number;
  /** For each fault that the part can have: how the repr of what is raised begins, or `reading`: the driver copes with it. */
  raises: Partial<Record<FaultName, string>>;
}
