import { Thermistor } from "../../../src/host/sim/index.ts";
import type { FaultCase } from "../fault_case.ts";

export const thermistor: FaultCase = {
  driver: "Thermistor",
  part: () => new Thermistor({ pin: 32, temperature_c: 23, seed: 1 }),
  make: "new drivers.Thermistor(new ADC(32))",
  read: "(await it.read()).temperature_c.toFixed(0)",
  reading: "23",
  limit_ms: 50,
  raises: { unplugged: "OSError(19", stuck: "OSError(19", noise: "OSError(19" },
};
