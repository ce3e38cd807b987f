import { BME280 } from "../../../src/host/sim/index.ts";
import type { FaultCase } from "../fault_case.ts";

export const bme280: FaultCase = {
  driver: "BME280",
  part: () => new BME280({ i2c: 1, seed: 1, address: 0x76, humidity_percent: 40, pressure_hpa: 990 }),
  make: "new drivers.BME280(i2c)",
  read: '(({ humidity_percent, pressure_hpa }) => humidity_percent.toFixed(1) + " " + pressure_hpa.toFixed(1))(await it.read())',
  reading: "40.0 990.0",
  limit_ms: 2000,
  raises: { unplugged: "OSError(19", nack: "OSError(19", stuck: "OSError(110", slow: "OSError(110" },
};
