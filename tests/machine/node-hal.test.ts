import { expect } from "chai";
import type { Hal } from "../../src/hal/hal.ts";
import * as node from "../../src/hal/node.ts";

const hal: Hal = node;
const idle = (ms = 2): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe("the HAL for the desk", () => {
  afterEach(() => {
    hal.alarm();
  });

  it("has a clock in µs that never goes back", () => {
    const start = performance.now() * 1000;
    let last = hal.now();
    expect(last).to.be.within(start, performance.now() * 1000);
    for (let i = 0; i < 1000; i++) {
      const time = hal.now();
      expect(time).to.be.at.least(last);
      last = time;
    }
  });

  it("wakes at the time asked for and not before", async () => {
    const at = hal.now() + 12500;
    let later = false;
    const woken = await new Promise<number>((resolve) => {
      hal.alarm(at, () => {
        resolve(hal.now());
      });
      // Node's timers come in the order of their times, however late they are.
      setTimeout(() => (later = true), 20);
    });
    // They count whole ms of a clock of their own.
    expect(woken).to.be.at.least(at - 1000);
    expect(later).to.equal(false);
  });

  it("wakes soon, but not at once, when the time has passed", async () => {
    let woken = 0;
    hal.alarm(hal.now() - 5000, () => woken++);
    expect(woken).to.equal(0);
    await idle();
    expect(woken).to.equal(1);
  });

  it("has one alarm only, which can be taken out", async () => {
    const woken: string[] = [];
    hal.alarm(hal.now() + 1000, () => woken.push("first"));
    hal.alarm(hal.now() - 1, () => woken.push("second"));
    hal.alarm(hal.now() + 2000, () => woken.push("third"));
    await idle(20);
    expect(woken).to.deep.equal(["third"]);
    for (const delay of [-1, 1000]) {
      hal.alarm(hal.now() + delay, () => woken.push("out"));
      hal.alarm();
    }
    await idle(20);
    expect(woken).to.deep.equal(["third"]);
  });

  it("takes an alarm beyond what setTimeout can count", async () => {
    const warnings: unknown[] = [];
    const onWarning = (warning: unknown): void => void warnings.push(warning);
    process.on("warning", onWarning);
    let woken = 0;
    hal.alarm(hal.now() + 1e13, () => woken++);
    await idle(20);
    process.off("warning", onWarning);
    expect([woken, warnings]).to.deep.equal([0, []]);
  });

  it("defers a call to the idle loop", async () => {
    const order: string[] = [];
    hal.defer(() => order.push("deferred"));
    order.push("now");
    await Promise.resolve().then(() => order.push("microtask"));
    await idle();
    expect(order).to.deep.equal(["now", "microtask", "deferred"]);
  });

  it("does not call a watch that ended before its turn", async () => {
    let calls = 0;
    const id = hal.watch(40, "both", () => calls++);
    node.drive(40, 1);
    hal.unwatch(id);
    await idle();
    expect(calls).to.equal(0);
  });
});
