import { expect } from "chai";
import { demo } from "./support.ts";

const BUTTON = 6;
const PUMP = 7;

describe("the plant watering", () => {
  it("pumps in bursts until the soil is wet enough", async () => {
    const sim = await demo("watering");
    const probe = sim.part("SoilProbe");
    sim.at("90s", () => probe.set("moisture_percent", 25));
    // Each burst is worth 8 %, and a while later it has sunk in.
    let moisture = 25;
    sim.board.pins[`D${PUMP}`].watch(({ level, at }) => {
      if (level === 0 && at > 0) sim.at(at + 10e6, () => probe.set("moisture_percent", (moisture += 8)));
    });
    sim.advance("5m");
    sim.pin(PUMP).expectPulses({ count: 3, width: "3s", tolerance: "1ms" });
    expect(sim.lines).to.include("watered to 49 %");
    sim.pin(PUMP).expect(0);
    sim.expectClean();
  });

  it("does not pump when the probe is unplugged", async () => {
    const sim = await demo("watering");
    sim.part("SoilProbe").fault("unplugged");
    sim.advance("10m");
    sim.pin(PUMP).expectEdges(0, { level: 1 });
    sim.expectPrint(/^\[Errno 19\].*soil probe/);
  });

  it("gives no more than the day's share", async () => {
    const sim = await demo("watering");
    sim.part("SoilProbe").set("moisture_percent", 5);
    sim.advance("23h");
    sim.pin(PUMP).expectPulses({ count: 20, width: "3s", tolerance: "1ms" });
    sim.advance("2h");
    sim.pin(PUMP).expectPulses({ count: 40 });
  });

  it("gives one burst at a press, and after a long press nothing until the next", async () => {
    const sim = await demo("watering");
    const button = sim.pin(BUTTON);
    button.pulse(0, "100ms", "10s");
    sim.advance("20s");
    sim.pin(PUMP).expectPulses({ count: 1, width: "3s", tolerance: "1ms" });
    button.pulse(0, "2s", "30s");
    sim.until("off", "20s");
    sim.pin(PUMP).expect(0);
    sim.part("SoilProbe").set("moisture_percent", 5);
    sim.advance("5m");
    sim.pin(PUMP).expectPulses({ count: 2 });
    button.pulse(0, "100ms", sim.now + 1);
    sim.until("on");
    sim.advance("2m");
    sim.pin(PUMP).expect(0);
    expect(sim.pin(PUMP).pulses().length).to.be.greaterThan(2);
  });
});
