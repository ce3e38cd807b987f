import { RotaryEncoder } from "../../../src/host/sim/index.ts";
import type { FaultCase } from "../fault_case.ts";

export const rotaryEncoder: FaultCase = {
  driver: "RotaryEncoder",
  // One to and fro.
  part: () => new RotaryEncoder({ a: 18, b: 19, position: (time_s) => Math.floor(time_s) % 2, seed: 1 }),
  make: "new drivers.RotaryEncoder(new Pin(18, Pin.IN, Pin.PULL_UP), new Pin(19, Pin.IN, Pin.PULL_UP))",
  // What is turned while it is not connected is lost, so what counts is the change. The first wait may find what was turned before.
  read: "Math.abs((await it.wait_for_change(1500)) - (await it.wait_for_change(1500))) < 3 ? 'turned' : 'off'",
  reading: "turned",
  limit_ms: 3100,
  raises: { unplugged: "OSError(110", stuck: "OSError(110", noise: "turned" },
};
