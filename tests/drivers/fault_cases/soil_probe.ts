import { SoilProbe } from "../../../src/host/sim/index.ts";
import type { FaultCase } from "../fault_case.ts";

export const soilProbe: FaultCase = {
  driver: "SoilProbe",
  part: () => new SoilProbe({ pin: 33, moisture_percent: 40, seed: 1 }),
  // 2.6 V and 1.2 V of 3.3.
  make: "new drivers.SoilProbe(new ADC(33), { dry_u16: 51633, wet_u16: 23831 })",
  read: "(await it.read()).moisture_percent.toFixed(0)",
  reading: "40",
  limit_ms: 50,
  raises: { unplugged: "OSError(19", stuck: "OSError(19", noise: "OSError(19" },
};
