import { expect } from "chai";
import { demo } from "./support.ts";

const PIR = 27;
const SIREN = 26;

describe("the intrusion alarm", () => {
  it("sleeps until something moves, warns, and sleeps again", async () => {
    const sim = await demo("alarm");
    sim.pin(PIR).drive(0);
    sim.until("asleep", "1m");
    sim.pin(PIR).pulse(1, "3s", "10m");
    sim.pin(PIR).drive(0, "603s");
    sim.advance("15m");
    expect(sim.lines).to.deep.equal(["armed", "asleep", "woken by motion", "warning", "asleep"]);
    sim.pin(SIREN).expectEdges(0, { level: 1 });
    expect(sim.board.downs.map(({ cause }) => cause)).to.deep.equal(["deepsleep", "deepsleep"]);
  });

  it("sounds the siren if something still moves after the warning", async () => {
    const sim = await demo("alarm");
    sim.pin(PIR).drive(0);
    sim.pin(PIR).drive(1, "10m");
    sim.pin(PIR).drive(0, "612s");
    sim.advance("15m");
    expect(sim.lines).to.deep.equal(["armed", "asleep", "woken by motion", "warning", "alarm", "asleep"]);
    sim.pin(SIREN).expectPulses({ count: 1, width: "5s", tolerance: "1ms" });
  });
});
