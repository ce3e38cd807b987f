import { HCSR04 } from "../../../src/host/sim/index.ts";
import type { FaultCase } from "../fault_case.ts";

export const hcsr04: FaultCase = {
  driver: "HCSR04",
  part: () => new HCSR04({ trigger: 25, echo: 26, distance_cm: 120, seed: 1 }),
  make: "new drivers.HCSR04(new Pin(25, Pin.OUT), new Pin(26, Pin.IN, Pin.PULL_DOWN))",
  // To 10 cm: noise at the ends of an echo moves them.
  read: "((await it.read()).distance_cm / 10).toFixed(0)",
  reading: "12",
  limit_ms: 110,
  raises: { unplugged: "OSError(110", stuck: "OSError(110", slow: "12", noise: "12" },
};
