import { SHT31 } from "../../../src/host/sim/index.ts";
import type { FaultCase } from "../fault_case.ts";

export const sht31: FaultCase = {
  driver: "SHT31",
  part: () => new SHT31({ i2c: 1, seed: 1, temperature_c: 21.5 }),
  make: "new drivers.SHT31(i2c)",
  read: "(await it.read()).temperature_c.toFixed(1)",
  reading: "21.5",
  limit_ms: 2000,
  raises: {
    unplugged: "OSError(19",
    nack: "OSError(19",
    stuck: "OSError(110",
    checksum: "ChecksumError(",
    slow: "OSError(19",
  },
};
