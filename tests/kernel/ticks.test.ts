import { expect } from "chai";
import fc from "fast-check";
import { OverflowError } from "../../src/builtins/exceptions.ts";
import { PERIOD, ticks_add, ticks_diff } from "../../src/kernel/ticks.ts";

const YEARS_60 = 60 * 365.25 * 24 * 3600 * 1000;

/** The tick of a time in ms, however long that is ago. */
const tickOf = (ms: number): number => ms % PERIOD;

describe("ticks", () => {
  it("measure any two times less than half a period apart, over 60 years", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: YEARS_60, noNaN: true }),
        fc.integer({ min: -PERIOD / 2, max: PERIOD / 2 - 1 }),
        (at, delta) => {
          const ms = Math.floor(at) + PERIOD;
          expect(ticks_diff(tickOf(ms + delta), tickOf(ms))).to.equal(delta);
          if (delta === -PERIOD / 2) expect(() => ticks_add(tickOf(ms), delta)).to.throw(OverflowError);
          else expect(ticks_add(tickOf(ms), delta)).to.equal(tickOf(ms + delta));
        },
      ),
      {
        numRuns: 5000,
        examples: [
          [0, -1],
          [YEARS_60, PERIOD / 2 - 1],
          [PERIOD - 1, 1],
          [2 ** 32, -PERIOD / 2],
        ],
      },
    );
  });

  it("keep a blinker of 1 ms in step for 60 years, in jumps of what one sleep can last", () => {
    let ms = 12345;
    let tick = tickOf(ms);
    let jumps = 0;
    for (; ms < YEARS_60; jumps++) {
      // Whole blinks up to just before the next jump, then the one across it.
      const jump = PERIOD / 2 - 2 - (jumps % 1000);
      const before = tick;
      tick = ticks_add(tick, jump);
      expect(ticks_diff(tick, before)).to.equal(jump);
      const blink = ticks_add(tick, 1);
      expect(ticks_diff(blink, tick)).to.equal(1);
      expect(ticks_diff(blink, before)).to.equal(jump + 1);
      tick = blink;
      ms += jump + 1;
      expect(tick).to.equal(tickOf(ms));
    }
    expect(jumps).to.be.above(3500);
  });
});
