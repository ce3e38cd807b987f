import { expect } from "chai";
import type { Simulation } from "../../src/host/sim/index.ts";
import { demo } from "./support.ts";

/** The track in the board's flash. */
function track(sim: Simulation): string[][] {
  return Buffer.from(sim.board.storage.get("track\u0001") ?? [])
    .toString("latin1")
    .replace(/\xff+$/, "")
    .split("\n")
    .filter(Boolean)
    .map((line) => line.split(","));
}

describe("the GPS logger", () => {
  it("logs a position for each ten metres, in flash", async () => {
    const sim = await demo("gps_logger");
    sim.advance("160s");
    const lines = track(sim);
    // From 30 s on it goes 1 km in two minutes: 8.3 m in a second, so every second position counts.
    expect(lines.length).to.be.within(63, 67);
    expect(lines.map((line) => line.join())).to.deep.equal(sim.lines);
    expect(lines[0].slice(1, 3)).to.deep.equal(["48.117300", "11.516700"]);
    expect(Number(lines.at(-1)![1])).to.be.closeTo(48.1263, 0.0002);
  });

  it("has lost nothing after a brown-out", async () => {
    const sim = await demo("gps_logger");
    sim.board.brownOut(90e6);
    sim.advance("160s");
    expect(sim.board.downs).to.have.length(1);
    expect(track(sim).map((line) => line.join())).to.deep.equal(sim.lines);
  });

  it("goes on after the receiver was unplugged", async () => {
    const sim = await demo("gps_logger");
    sim.part("GPS").fault("unplugged", { from: "60s", to: "80s" });
    sim.advance("160s");
    sim.expectPrint(/ETIMEDOUT/, { from: "60s", to: "80s" });
    expect(Number(track(sim).at(-1)![1])).to.be.closeTo(48.1263, 0.0002);
  });
});
