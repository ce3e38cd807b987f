import { PIR } from "../../../src/host/sim/index.ts";
import type { FaultCase } from "../fault_case.ts";

export const pir: FaultCase = {
  driver: "PIR",
  part: () =>
    new PIR({
      pin: 27,
      motion: (time_s) => (time_s % 1 < 0.1 ? 1 : 0),
      hold_s: 0.3,
      block_s: 0.2,
      seed: 1,
    }),
  make: "new drivers.PIR(new Pin(27, Pin.IN, Pin.PULL_DOWN))",
  read: "(await it.wait_for_still(1500), await it.wait_for_motion(1500), await it.wait_for_still(1500), 'motion')",
  reading: "motion",
  limit_ms: 4600,
  raises: { unplugged: "OSError(110", stuck: "OSError(110", noise: "motion" },
};
