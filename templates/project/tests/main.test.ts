import { BH1750, simulate } from "uasyncio/sim";

const PROGRAM = "src/main.ts";

describe("the program", () => {
  it("prints how bright it is", async () => {
    const light = new BH1750({ i2c: 1, illuminance_lx: 500 });
    const sim = await simulate(PROGRAM, { board: "$BOARD", parts: [light] });
    sim.until("light: 500.0 lx", "1s");
    light.set("illuminance_lx", 20);
    sim.until("light: 20.0 lx", "2s");
    sim.expectClean();
  });

  it("blinks and tries again while the sensor is unplugged", async () => {
    const light = new BH1750({ i2c: 1 }).fault("unplugged", { to: "1500ms" });
    const sim = await simulate(PROGRAM, { board: "$BOARD", parts: [light] });
    sim.until("light: no answer, [Errno 19] ENODEV", "1s");
    sim.until("light: 200.0 lx", "3s");
    sim.pin($LED_GPIO).expectPulses({ count: 5, level: $LED_ON, width: "50ms", tolerance: "1ms" });
  });
});
