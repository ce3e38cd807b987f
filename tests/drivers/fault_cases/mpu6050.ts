import { MPU6050 } from "../../../src/host/sim/index.ts";
import type { FaultCase } from "../fault_case.ts";

export const mpu6050: FaultCase = {
  driver: "MPU6050",
  part: () => new MPU6050({ i2c: 1, seed: 1, acceleration_z_g: 0.5 }),
  make: "new drivers.MPU6050(i2c)",
  read: "(await it.read()).acceleration_g[2].toFixed(1)",
  reading: "0.5",
  limit_ms: 2000,
  raises: { unplugged: "OSError(19", nack: "OSError(19", stuck: "OSError(110" },
};
