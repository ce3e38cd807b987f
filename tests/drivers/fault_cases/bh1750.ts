import { BH1750 } from "../../../src/host/sim/index.ts";
import type { FaultCase } from "../fault_case.ts";

export const bh1750: FaultCase = {
  driver: "BH1750",
  part: () => new BH1750({ i2c: 1, illuminance_lx: 50 }),
  make: "new drivers.BH1750(i2c)",
  read: "(await it.read()).illuminance_lx.toFixed(0)",
  reading: "50",
  limit_ms: 2000,
  raises: { unplugged: "OSError(19", nack: "OSError(19", stuck: "OSError(110" },
};
