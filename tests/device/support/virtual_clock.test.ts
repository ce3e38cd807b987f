import { expect } from "chai";
import { duplexPair } from "node:stream";
import { sleep, wallClock } from "../../../src/host/clock.ts";
import { VirtualClock } from "./virtual_clock.ts";

describe("the virtual clock of the tests", () => {
  it("jumps to each moment that somebody waits for, in order", async () => {
    const clock = new VirtualClock();
    const order: string[] = [];
    const at = async (ms: number, name: string): Promise<void> => {
      await sleep(clock, ms);
      order.push(`${name} ${clock.now()}`);
    };
    await Promise.all([at(86_400_000, "day"), at(5, "a"), at(5, "b"), at(0, "now"), at(-1, "late")]);
    expect(order).deep.equal(["now 0", "late 0", "a 5", "b 5", "day 86400000"]);
  });

  it("stands still until what goes on in streams is over", async () => {
    const clock = new VirtualClock();
    const [here, there] = duplexPair();
    let hops = 0;
    for (const end of [here, there])
      end.on("data", (data: Buffer) => ++hops < 1000 && void Promise.resolve().then(() => end.write(data)));
    here.write("x");
    await sleep(clock, 1);
    expect(hops).equal(1000);
  });

  it("calls what is due in the background only while somebody waits", async () => {
    const clock = new VirtualClock();
    const ticks: number[] = [];
    const tick = (): void => {
      ticks.push(clock.now());
      clock.background.after(10, tick);
    };
    clock.background.after(10, tick);
    await new Promise((resolve) => setImmediate(resolve));
    expect(ticks).deep.equal([]);
    await sleep(clock, 35);
    expect(ticks).deep.equal([10, 20, 30]);
    clock.pass(10);
    expect(ticks).deep.equal([10, 20, 30, 40]);
    expect(clock.now()).equal(45);
  });

  it("does not call what has been called off", async () => {
    const clock = new VirtualClock();
    const callOff = clock.after(5, () => expect.fail("it was called off"));
    clock.after(4, callOff);
    await sleep(clock, 10);
    const never = clock.after(1, () => expect.fail("it was called off"));
    never();
    await new Promise((resolve) => setImmediate(resolve));
    expect(clock.now()).equal(10);
  });
});

describe("sleep", () => {
  for (const [name, clock] of [
    ["the wall clock", wallClock],
    ["a virtual one", new VirtualClock()],
  ] as const)
    it(`ends at once when it is told to, on ${name}`, async () => {
      const controller = new AbortController();
      const sleeping = sleep(clock, 2 ** 31 - 1, controller.signal);
      const reason = new Error("enough");
      controller.abort(reason);
      const errors = await Promise.all(
        [sleeping, sleep(clock, 1, controller.signal)].map((one) => one.catch((error: unknown) => error)),
      );
      expect(errors).deep.equal([reason, reason]);
    });

  it("ends in the order of the times, on the wall clock", async () => {
    const order: number[] = [];
    const at = (ms: number) => sleep(wallClock, ms, new AbortController().signal).then(() => order.push(ms));
    wallClock.after(2, () => order.push(2))();
    await Promise.all([at(20), at(1)]);
    expect(order).deep.equal([1, 20]);
  });
});
