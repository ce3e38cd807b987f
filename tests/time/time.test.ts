import { expect } from "chai";
import * as time from "time";
import { OverflowError, RuntimeError } from "builtins";
import { micropython } from "../support/micropython.ts";

/** Runs `test` with a clock that shows `us`, or what `us` gives at each look. */
function withClock<T>(us: number | (() => number), test: () => T): T {
  const original = performance.now;
  performance.now = () => (typeof us == "number" ? us : us()) / 1000;
  try {
    return test();
  } finally {
    performance.now = original;
  }
}

describe("time", () => {
  it("ticks count and wrap at 2^30", () => {
    const at = (us: number) => withClock(us, () => [time.ticks_ms(), time.ticks_us(), time.ticks_cpu()]);
    expect(at(0)).to.deep.equal([0, 0, 0]);
    expect(at(1999.9)).to.deep.equal([1, 1999, 1999]);
    expect(at(2 ** 30 - 1)).to.deep.equal([1073741, 2 ** 30 - 1, 2 ** 30 - 1]);
    expect(at(2 ** 30 + 7)).to.deep.equal([1073741, 7, 7]);
    expect(at((2 ** 30 - 1) * 1000)[0]).to.equal(2 ** 30 - 1);
    expect(at((2 ** 30 + 5) * 1000)[0]).to.equal(5);
    // Twenty years of uptime.
    expect(at(20 * 365.25 * 86400e6 + 3000)[0]).to.equal((20 * 365.25 * 86400e3 + 3) % 2 ** 30);
  });

  it("ticks_diff and ticks_add agree with MicroPython", async () => {
    const ticks = [0, 1, 5, 2 ** 29 - 1, 2 ** 29, 2 ** 29 + 1, 2 ** 30 - 1];
    const pairs = ticks.flatMap((a) => ticks.map((b): [number, number] => [a, b]));
    const deltas = [
      0,
      1,
      -1,
      1000,
      2 ** 29 - 1,
      -(2 ** 29) + 1,
      2 ** 29,
      -(2 ** 29) - 1,
      2 ** 30,
      -(2 ** 29),
    ];
    const sums = ticks.flatMap((a) => deltas.map((b): [number, number] => [a, b]));
    const expected = await micropython(`
import time
for a, b in ${JSON.stringify(pairs)}: print(time.ticks_diff(a, b))
for a, b in ${JSON.stringify(sums)}:
    try: print(time.ticks_add(a, b))
    except OverflowError: print("overflow")
`);
    const sum = (a: number, b: number): string => {
      try {
        return String(time.ticks_add(a, b));
      } catch (error) {
        if (!(error instanceof OverflowError)) throw error;
        return "overflow";
      }
    };
    const actual = [
      ...pairs.map(([a, b]) => String(time.ticks_diff(a, b))),
      ...sums.map(([a, b]) => sum(a, b)),
    ];
    expect(actual).to.deep.equal(expected);
    expect(expected).to.include("overflow");
  });

  it("ticks_add refuses what is no number", () => {
    expect(() => time.ticks_add(0, NaN)).to.throw(OverflowError);
  });

  it("time is the wall clock", () => {
    const seconds = (): number => Math.floor(Date.now() / 1000);
    const before = seconds();
    const shown = time.time();
    expect(shown).to.be.within(before, seconds());
    const ns = time.time_ns();
    expect(ns).to.be.within(shown * 1e9, (seconds() + 1) * 1e9);
  });

  it("sleep_us spins for the time it is told", () => {
    for (const [sleep, amount] of [
      [time.sleep_us, 3000],
      [time.sleep_ms, 3],
      [time.sleep, 0.003],
    ] as const) {
      let clock = 0;
      withClock(
        () => (clock += 10),
        () => {
          sleep(amount);
        },
      );
      expect(clock).to.equal(3010);
    }
    let looks = 0;
    let clock = 0;
    withClock(
      () => (looks++, (clock += 10)),
      () => {
        time.sleep_us(1000);
      },
    );
    expect(clock).to.equal(1010);
    expect(looks).to.equal(101);
  });

  it("sleep_us with nothing to wait for returns at once", () => {
    let looks = 0;
    withClock(
      () => looks++,
      () => {
        time.sleep_us(0);
        time.sleep_ms(-5);
        time.sleep(-1);
      },
    );
    // Each of them reads the clock for its end, and once more at most.
    expect(looks).to.be.at.most(6);
  });

  it("sleep_us returns where the clock stands still", () => {
    withClock(1000, () => {
      time.sleep_us(10000);
    });
  });

  it("a long sleep is refused with what to write instead", () => {
    expect(() => {
      time.sleep_us(10001);
    }).to.throw(
      RuntimeError,
      "time.sleep_us(10001) would block the engine: write  await asyncio.sleep_ms(10.001)",
    );
    expect(() => {
      time.sleep_ms(200);
    }).to.throw(
      RuntimeError,
      "time.sleep_ms(200) would block the engine: write  await asyncio.sleep_ms(200)",
    );
    expect(() => {
      time.sleep(2);
    }).to.throw(RuntimeError, "time.sleep(2) would block the engine: write  await asyncio.sleep(2)");
  });
});
