import { expect } from "chai";
import { PIR, type PIROptions, type SimBoard } from "../../src/host/sim/index.ts";
import { boardWith, images, printed, type Image } from "./support.ts";

const HEAD = `
    const pin = new Pin(27, Pin.IN, Pin.PULL_DOWN);
    const ms = (us) => Math.round(us / 1000);`;

const BODIES: Record<string, string> = {
  follow: `${HEAD}
    const pir = new drivers.PIR(pin);
    for (;;) {
      print("motion", ms(await pir.wait_for_motion()), pir.motion());
      print("still", ms(await pir.wait_for_still()), pir.motion());
    }`,
  held: `${HEAD}
    const pir = new drivers.PIR(pin, 4000);
    for (;;) {
      print("motion", ms(await pir.wait_for_motion()));
      print("still", ms(await pir.wait_for_still()));
    }`,
  busy: `${HEAD}
    create_task((async () => { for (;;) { await sleep_ms(1); spend(5000); } })());
    const pir = new drivers.PIR(pin);
    const began = await pir.wait_for_motion();
    print(ms((await pir.wait_for_still()) - began));`,
  away: `${HEAD}
    const pir = new drivers.PIR(pin);
    const waiter = create_task(pir.wait_for_motion());
    await sleep_ms(1);
    spend(5000000);
    print(ms(await waiter));`,
  waiting: `${HEAD}
    const pir = new drivers.PIR(pin);
    print(await pir.wait_for_still(), await failure(pir.wait_for_motion(500)), ticks_ms());
    const both = [create_task(pir.wait_for_motion()), create_task(pir.wait_for_motion())];
    const task = create_task(pir.wait_for_motion());
    await sleep_ms(10);
    print(task.cancel(), await failure(task));
    print(...(await gather(...both)).map(ms));
    print(ms(await pir.wait_for_motion(1)));
    pir.stop();`,
};

describe("PIR", () => {
  let image: Image;

  before(async () => {
    image = await images(BODIES);
  });

  const run = (name: string, options: Partial<PIROptions>, prepare?: (part: PIR) => void): SimBoard =>
    boardWith(
      image,
      name,
      (board) => {
        const part = board.attach(new PIR({ pin: 27, seed: 1, ...options }));
        board.define("spend", (micros) => {
          board.spend(Number(micros));
        });
        prepare?.(part);
      },
      { for: 20_000_000 },
    );

  const moves =
    (...times: string[]) =>
    (part: PIR): void => {
      for (const time of times) part.move(time);
    };

  it("tells when motion begins and ends; motion prolongs it, or does not, as the jumper says", () => {
    const times = moves("1s", "3s", "10s");
    expect(printed(run("follow", {}, times))).to.deep.equal([
      "motion 1000 True",
      "still 6000 False",
      "motion 10000 True",
      "still 13000 False",
    ]);
    expect(printed(run("follow", { retrigger: false }, times)).slice(0, 2)).to.deep.equal([
      "motion 1000 True",
      "still 4000 False",
    ]);
  });

  it("the part follows motion that lasts, and is blind after each pulse", () => {
    const motion = (time_s: number): number => (time_s >= 1 && time_s < 10 ? 1 : 0);
    expect(printed(run("follow", { motion }))).to.deep.equal(["motion 1000 True", "still 13000 False"]);
    const pulses = printed(run("follow", { motion, retrigger: false }));
    expect(pulses.slice(0, 4)).to.deep.equal([
      "motion 1000 True",
      "still 4000 False",
      "motion 6500 True",
      "still 9500 False",
    ]);
  });

  it("makes one motion of several pulses, if asked to", () => {
    const motion = (time_s: number): number => (time_s >= 1 && time_s < 10 ? 1 : 0);
    const board = run("held", { motion, retrigger: false });
    expect(printed(board)).to.deep.equal(["motion 1000", "still 9500"]);
  });

  it("the part sees what is not there while it warms up", () => {
    expect(printed(run("follow", { warm_up_s: 10, hold_s: 0.3, block_s: 0 }))).to.have.lengthOf(6);
  });

  it("takes the times from the interrupts, with handlers late by 5 ms or by seconds", () => {
    expect(printed(run("busy", {}, moves("1s")))).to.deep.equal(["3000"]);
    // It was over when the program came to look, and yet is seen.
    expect(printed(run("away", { hold_s: 0.5 }, moves("1s")))).to.deep.equal(["1000"]);
  });

  it("waits for a time, for several tasks, and not at all for what is there", () => {
    const board = run("waiting", {}, moves("1s"));
    const [none, ...rest] = printed(board);
    expect(none).to.match(/^\d+ OSError\(110,\) 50\d$/);
    expect(rest).to.deep.equal(["True CancelledError()", "1000 1000", "1000"]);
    expect(board.run({ for: 1 }).watching).to.deep.equal([]);
  });

  it("takes spikes of noise for nothing", () => {
    const board = run("follow", {}, (part) => {
      part.fault("noise");
      part.move("5s");
    });
    expect(board.pins.D27.edges.length).to.be.greaterThan(300);
    expect(printed(board)).to.deep.equal(["motion 5000 True", "still 8000 False"]);
  });
});
