import { DS18B20 } from "../../../src/host/sim/index.ts";
import type { FaultCase } from "../fault_case.ts";

export const ds18b20: FaultCase = {
  driver: "DS18B20",
  part: () => new DS18B20({ pin: 13, temperature_c: -7.5, seed: 1 }),
  make: "new drivers.DS18B20(new OneWire(13))",
  read: "(await it.read()).temperature_c.toFixed(1)",
  reading: "-7.5",
  limit_ms: 1100,
  raises: {
    unplugged: "OSError(19",
    nack: "OSError(19",
    stuck: "OSError(110",
    checksum: "ChecksumError('DS18B20'",
    slow: "OSError(110",
  },
};
