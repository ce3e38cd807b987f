import { expect } from "chai";
import type { Simulation } from "../../src/host/sim/index.ts";
import { demo } from "./support.ts";

const BUZZER = 6;

/** When the buzzer was turned on, in s. */
function beeps(sim: Simulation, from: number, to: number): number[] {
  const { pwmTrace } = sim.board.pins[`D${BUZZER}`];
  return pwmTrace
    .filter(({ pwm }, i) => pwm?.value && !pwmTrace[i - 1]?.pwm?.value)
    .map(({ at }) => at / 1e6)
    .filter((at) => at >= from && at < to);
}

describe("the parking sensor", () => {
  let sim: Simulation;

  before(async () => {
    sim = await demo("parking");
    sim.advance("35s");
  });

  it("is silent while the way is free", () => {
    expect(beeps(sim, 0, 5)).to.deep.equal([]);
    expect(beeps(sim, 31, 35)).to.deep.equal([]);
  });

  it("beeps the faster the closer it comes", () => {
    const slow = beeps(sim, 11, 12).length;
    const fast = beeps(sim, 13, 14).length;
    expect(slow).to.be.within(1, 3);
    expect(fast).to.be.greaterThan(slow);
  });

  it("is one tone at the end", () => {
    expect(beeps(sim, 16, 24)).to.deep.equal([]);
    sim.expectPrint("20 cm");
    expect(sim.board.pins[`D${BUZZER}`].pwmTrace.findLast(({ at }) => at < 24e6)?.pwm).to.deep.equal({
      value: 32768 / 65535,
      freq: 2000,
    });
    sim.expectClean();
  });
});
