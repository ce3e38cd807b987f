import { Button } from "../../../src/host/sim/index.ts";
import type { FaultCase } from "../fault_case.ts";

export const button: FaultCase = {
  driver: "Button",
  part: () => new Button({ pin: 14, pressed: (time_s) => (time_s % 1 < 0.2 ? 1 : 0), seed: 1 }),
  make: "new drivers.Button(new Pin(14, Pin.IN, Pin.PULL_UP))",
  read: "(await it.wait_for('release', 1500), await it.wait_for('press', 1500), 'press')",
  reading: "press",
  limit_ms: 3100,
  raises: { unplugged: "OSError(110", stuck: "OSError(110", noise: "press" },
};
