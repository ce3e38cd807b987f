import { expect } from "chai";
import { HCSR04, type HCSR04Options, type SimBoard } from "../../src/host/sim/index.ts";
import { boardWith, images, printed, type Image } from "./support.ts";

const HEAD = `
    const sonar = new drivers.HCSR04(new Pin(25, Pin.OUT), new Pin(26, Pin.IN, Pin.PULL_DOWN));
    const cm = ({ distance_cm }) => distance_cm.toFixed(1);`;

const BODIES: Record<string, string> = {
  read: `${HEAD}
    for (const celsius of [20, -10]) {
      sonar.temperature_c = celsius;
      print(cm(await sonar.read()));
    }`,
  sheet: `
    const sonar = new drivers.HCSR04(new Pin(25, Pin.OUT), new Pin(26, Pin.IN, Pin.PULL_DOWN), 14.4);
    print((await sonar.read()).distance_cm.toFixed(1));`,
  many: `${HEAD}
    for (let i = 0; i < 5; i++) print(await failure((async () => cm(await sonar.read()))()));`,
  both: `${HEAD}
    print(...(await gather(sonar.read(), sonar.read())).map(cm));`,
  busy: `${HEAD}
    create_task((async () => { for (;;) { await sleep_ms(1); spend(5000); } })());
    print(cm(await sonar.read()));`,
  cancelled: `${HEAD}
    for (const ms of [30, 40, 70]) {
      const task = create_task(sonar.read());
      await sleep_ms(ms);
      print(task.cancel(), await failure(task));
    }
    print(cm(await sonar.read()));`,
  failing: `${HEAD}
    const start = ticks_ms();
    print(await failure((async () => cm(await sonar.read()))()), ticks_diff(ticks_ms(), start) <= 107);
    await sleep_ms(1000);
    print(cm(await sonar.read()));`,
  short: `
    const trigger = new Pin(25, Pin.OUT);
    trigger.on();
    trigger.off();`,
};

describe("HC-SR04", () => {
  let image: Image;

  before(async () => {
    image = await images(BODIES);
  });

  const run = (
    name: string,
    options: Partial<HCSR04Options>,
    prepare?: (board: SimBoard) => void,
  ): SimBoard =>
    boardWith(image, name, (board) => {
      board.attach(new HCSR04({ trigger: 25, echo: 26, jitter_us: 0, ...options }));
      board.define("spend", (micros) => {
        board.spend(Number(micros));
      });
      prepare?.(board);
    });

  it("measures from 2 to 400 cm, and nothing beyond", () => {
    const distances = [2, 57.3, 400, 401, 1000];
    let i = 0;
    const board = run("many", { distance_cm: () => distances[i++] });
    expect(printed(board)).to.deep.equal(["2.0", "57.3", "400.1", "OSError(110,)", "OSError(110,)"]);
    expect(board.remarks).to.deep.equal([]);
  });

  it("knows how fast sound is at a temperature", () => {
    const board = run("read", { distance_cm: 100, temperature_c: (time_s) => (time_s < 0.1 ? 20 : -10) });
    expect(printed(board)).to.deep.equal(["100.0", "100.0"]);
  });

  it("gives half the way of sound in the time of the echo, as the data sheet has it", () => {
    // Page 3: high level time * 340 m/s / 2, which is the speed at 14.4 °C.
    const board = boardWith(image, "sheet", ({ pins }) => {
      pins.D26.drive(0);
      pins.D25.watch(({ at, level }) => {
        if (level) return;
        pins.D26.drive(1, at + 450);
        pins.D26.drive(0, at + 450 + 5882);
      });
    });
    expect(printed(board)).to.deep.equal([((5882e-6 * 34000) / 2).toFixed(1)]);
  });

  it("triggers once in 60 ms, for 10 µs at least", () => {
    const board = run("many", {});
    const edges = board.pins.D25.edges.filter(({ by }) => by === "board");
    const starts = edges.filter(({ level }) => level).map(({ at }) => at);
    expect(starts).to.have.lengthOf(5);
    starts.slice(1).forEach((at, n) => expect(at - starts[n]).to.be.within(60_000, 62_000));
    edges
      .filter(({ level }) => !level)
      .slice(-5)
      .forEach(({ at }, n) => expect(at - starts[n]).to.be.within(10, 30));
    expect(run("short", {}).remarks[0]).to.match(/^HCSR04: a trigger pulse of 0 µs/);
  });

  it("lets tasks take turns", () => {
    const board = run("both", { distance_cm: (time_s) => (time_s < 0.1 ? 10 : 20) });
    expect(printed(board)).to.deep.equal(["10.0 20.0"]);
  });

  it("measures the same with handlers 5 ms late", () => {
    expect(printed(run("busy", { distance_cm: 57.3 }))).to.deep.equal(["57.3"]);
    expect(printed(run("busy", { distance_cm: 399 }))).to.deep.equal(["399.1"]);
  });

  it("can be cancelled while it waits for its time and for the echo, and measures again", () => {
    const board = run("cancelled", { distance_cm: 350 });
    expect(printed(board)).to.deep.equal([...Array<string>(3).fill("True CancelledError()"), "350.1"]);
    expect(board.pins.D25.level).to.equal(0);
    expect(board.run().watching).to.deep.equal([]);
  });

  it("measures again once the fault is gone, and all the time beside noise and a slow part", () => {
    for (const [fault, shown] of [
      ["unplugged", "OSError(110,)"],
      ["stuck", "OSError(110,)"],
      ["slow", "57.3"],
      ["noise", "57.3"],
    ] as const) {
      const board = boardWith(image, "failing", (b) =>
        b
          .attach(new HCSR04({ trigger: 25, echo: 26, distance_cm: 57.3, seed: 1 }))
          .fault(fault, { to: "1s" }),
      );
      expect(printed(board), fault).to.deep.equal([`${shown} True`, "57.3"]);
    }
  });
});
