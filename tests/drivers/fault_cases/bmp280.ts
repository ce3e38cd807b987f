import { BMP280 } from "../../../src/host/sim/index.ts";
import type { FaultCase } from "../fault_case.ts";

export const bmp280: FaultCase = {
  driver: "BMP280",
  part: () => new BMP280({ i2c: 1, seed: 1, address: 0x77, pressure_hpa: 940 }),
  make: "new drivers.BMP280(i2c, { address: 0x77 })",
  read: "(await it.read()).pressure_hpa.toFixed(1)",
  reading: "940.0",
  limit_ms: 2000,
  raises: { unplugged: "OSError(19", nack: "OSError(19", stuck: "OSError(110", slow: "OSError(110" },
};
