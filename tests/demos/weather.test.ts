import { expect } from "chai";
import type { Simulation } from "../../src/host/sim/index.ts";
import { demo } from "./support.ts";

interface Line {
  time_s: number;
  air: Record<string, number>;
  light: Record<string, number>;
  ground: Record<string, number | string>;
}

const lines = (sim: Simulation): Line[] => sim.lines.map((line) => JSON.parse(line) as Line);

describe("the weather station", () => {
  it("prints a line of JSON every minute, as long as the slowest sensor takes", async () => {
    const sim = await demo("weather");
    sim.advance("181s");
    expect(lines(sim).map(({ time_s }) => time_s)).to.deep.equal([0, 60, 120, 180]);
    expect(lines(sim)[0]).to.deep.equal({
      time_s: 0,
      air: { temperature_c: 9.5, pressure_hpa: 1008.2, humidity_percent: 88 },
      light: { illuminance_lx: 0 },
      ground: { temperature_c: 11.5 },
    });
    const after = sim.prints.map(({ at }) => (at % 60e6) / 1000);
    for (const ms of after) expect(ms).to.be.within(750, 850);
    sim.expectClean();
  });

  it("goes on without a sensor that is unplugged, and has it again once it is back", async () => {
    const sim = await demo("weather");
    sim.part("DS18B20").fault("unplugged", { from: "90s", to: "200s" });
    sim.advance("241s");
    expect(lines(sim).map(({ ground }) => ground.error ?? ground.temperature_c)).to.deep.equal([
      11.5,
      11.5,
      "OSError(19,)",
      "OSError(19,)",
      11.5,
    ]);
    expect(lines(sim).map(({ air }) => air.temperature_c)).to.deep.equal([9.5, 9.5, 9.5, 9.5, 9.5]);
    sim.expectClean();
  });

  it("follows the day in its file", async () => {
    const sim = await demo("weather");
    sim.advance("2h");
    // A third of the way from 9.5 °C and 88 % at midnight to 8.0 °C and 93 % at six.
    expect(lines(sim).at(-1)).to.deep.include({
      time_s: 7140,
      air: { temperature_c: 9, pressure_hpa: 1008.2, humidity_percent: 89.7 },
    });
  });
});
