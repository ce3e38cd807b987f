import { expect } from "chai";
import { Agenda, Clock } from "../../src/host/sim/clock.ts";

describe("the virtual clock", () => {
  it("goes forward only", () => {
    const clock = new Clock();
    clock.advanceTo(5);
    clock.advanceTo(5);
    expect(() => clock.advanceTo(4)).to.throw(RangeError, "from 5 to 4");
    expect(() => clock.advanceTo(NaN)).to.throw(RangeError);
    expect(clock.now).to.equal(5);
  });

  it("keeps a wall clock that may be set to anything and runs on from there", () => {
    const clock = new Clock(1000);
    expect(clock.wall).to.equal(1000);
    clock.advanceTo(10);
    clock.wall = 3;
    clock.advanceTo(12);
    expect([clock.now, clock.wall]).to.deep.equal([12, 5]);
  });

  it("does what is planned in order of time, then of planning, and nothing that was taken back", () => {
    const agenda = new Agenda();
    const done: string[] = [];
    agenda.add(20, () => done.push("c"));
    agenda.add(10, () => done.push("a"));
    const cancel = agenda.add(10, () => done.push("never"));
    agenda.add(10, () => done.push("b"));
    cancel();
    cancel();
    expect(agenda.nextAt()).to.equal(10);
    for (let i = 0; i < 4; i++) agenda.step();
    expect(done).to.deep.equal(["a", "b", "c"]);
    expect(agenda.nextAt()).to.equal(Infinity);
  });
});
