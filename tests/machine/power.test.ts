import { expect } from "chai";
import { runInNewContext } from "node:vm";
import type { ImageMap, SimBoard } from "../../src/host/sim/index.ts";
import { boardWith, images } from "./support.ts";

const BODIES: Record<string, string> = {
  timers: `
    const log = (text) => print(ticks_ms(), text);
    const timer = new machine.Timer(0);
    timer.init({ period: 10, callback: (t) => log(t === timer ? "tick" : "?") });
    new machine.Timer(1, { mode: machine.Timer.ONE_SHOT, period: 15, callback: () => log("once") });
    await sleep_ms(25);
    timer.init({ mode: machine.Timer.PERIODIC, period: 20, callback: () => log("slow") });
    await sleep_ms(30);
    timer.deinit();
    timer.deinit();
    await sleep_ms(30);
    print(attempt(() => timer.init({ period: 0, callback: log })), new machine.Timer().id);`,
  fired: `
    const first = new machine.Timer(0, { mode: machine.Timer.ONE_SHOT, period: 10, callback: () => print("first") });
    await sleep_ms(20);
    new machine.Timer(1, { mode: machine.Timer.ONE_SHOT, period: 10, callback: () => print("second") });
    first.deinit();`,
  reset: `
    const pin = new Pin(4, Pin.OUT, { value: 1 });
    print(machine.reset_cause(), boots());
    await sleep_ms(1000);
    if (boots() < 3)
      try { machine.reset(); } finally { print("not on a board"); pin.off(); }
    print("on");`,
  sleeping: `
    print(machine.reset_cause() == machine.DEEPSLEEP_RESET, ticks_ms());
    await sleep_ms(500);
    if (boots() < 3) machine.deepsleep(10000);
    if (boots() < 5) machine.deepsleep(undefined, { pin: 27, level: 1 });`,
  light: `
    const start = ticks_ms();
    let late = 0;
    create_task((async () => { await sleep_ms(100); late = ticks_ms() - start; })());
    await sleep_ms(0);
    machine.lightsleep(2000);
    print(ticks_ms() - start);
    await sleep_ms(10);
    print(late);`,
  watched: `
    const wdt = new machine.WDT({ timeout: 1500 });
    print("boot");
    for (let i = 0; i < 4 && boots() < 3; i++) {
      await sleep_ms(1999);
      wdt.feed();
    }
    await sleep_ms(1e6);`,
  brown: `
    const i2c = new machine.I2C(0);
    print("boot", ticks_ms());
    for (;;) { attempt(() => i2c.readfrom(9, 1)); await sleep_ms(7); }`,
  refused: `
    print([].map.call(machine.unique_id(), (b) => b.toString(16)).join());
    print(attempt(() => machine.freq()));
    print(attempt(() => machine.deepsleep()));
    print(attempt(() => machine.deepsleep(1, { pin: 4, level: 0 })));
    print(attempt(() => machine.deepsleep(2147484)));
    print(attempt(() => new machine.WDT({ timeout: 0 })));`,
};

const no = (what: string, why: string): string => `NotImplementedError('${what}: ${why}',)`;

describe("machine's power and timers", () => {
  let image: { code: string; map: ImageMap };

  before(async () => {
    image = await images(BODIES);
  });

  function run(name: string, seconds: number, prepare?: (board: SimBoard) => void): SimBoard {
    let boots = 0;
    return boardWith(
      image,
      name,
      (board) => {
        board.define("boots", () => boots);
        board.define("which", () => {
          boots++;
          return name;
        });
        prepare?.(board);
      },
      { for: seconds * 1e6 },
    );
  }
  const timed = (board: SimBoard): string[] =>
    board.console.map(({ at, text }) => `${Math.floor(at / 1000)} ${text}`);
  const downs = (board: SimBoard): string[] =>
    board.downs.map(({ at, cause }) => `${Math.floor(at / 1000)} ${cause}`);

  it("Timer calls back once or over and over, until it is stopped", () => {
    expect(run("timers", 1).console.map(({ text }) => text)).to.deep.equal([
      "10 tick",
      "15 once",
      "20 tick",
      "45 slow",
      "ValueError('invalid period',) -1",
    ]);
  });

  it("Timer that has called back once stops no other one", () => {
    expect(run("fired", 1).console.map(({ text }) => text)).to.deep.equal(["first", "second"]);
  });

  it("reset starts the program anew, and nothing that it still does shows", () => {
    const board = run("reset", 10);
    expect(timed(board)).to.deep.equal(["0 0 1", "1300 0 2", "2600 0 3", "3600 on"]);
    expect(downs(board)).to.deep.equal(["1000 reset", "2300 reset"]);
    // The pin is let go of by the reset, not by the program.
    expect(board.pins.D4.edges.map(({ level }) => level)).to.deep.equal([1, 1, 1]);
    expect(board.pins.D4.level).to.equal(1);
  });

  it("deepsleep turns the board off for a time, or until a pin has a level", () => {
    const board = run("sleeping", 100, ({ pins }) => {
      pins.D27.drive(0);
      pins.D27.drive(1, 40_000_000);
      pins.D27.drive(0, 40_100_000);
    });
    expect(timed(board)).to.deep.equal(["0 False 0", "10800 True 0", "21600 True 0", "40300 True 0"]);
    expect(downs(board).map((text) => text.replace(/^\d+ /, ""))).to.deep.equal(
      new Array(4).fill("deepsleep"),
    );
    const { reason, watching } = board.run();
    expect({ reason, watching }).to.deep.equal({ reason: "idle", watching: ["D27"] });
  });

  it("lightsleep stops the program, and goes on", () => {
    const [slept, late] = run("light", 10).console.map(({ text }) => Number(text));
    expect(slept).to.equal(2000);
    expect(late).to.be.within(2000, 2001);
  });

  it("WDT resets a program that does not feed it, in whole seconds", () => {
    const board = run("watched", 30);
    // 2 s after the last of four meals, at 7,996 ms; the third time there are none.
    expect(downs(board).slice(0, 2)).to.deep.equal(["9996 watchdog", "20292 watchdog"]);
    expect(downs(board)[2]).to.equal("22592 watchdog");
  });

  it("a brown-out in the middle of everything starts the program anew", () => {
    const board = run("brown", 1, (b) => {
      b.i2c(1).stuck = true;
      b.brownOut(500_000);
    });
    expect(timed(board)).to.deep.equal(["0 boot 0", "800 boot 0"]);
    expect(downs(board)).to.deep.equal(["500 brownout"]);
  });

  it("says what Espruino cannot do", () => {
    expect(run("refused", 1).console.map(({ text }) => text)).to.deep.equal([
      "24,a,c4,0,0,1",
      no("machine.freq", "the engine does not tell"),
      no("machine.deepsleep", "Espruino needs a time or a pin to wake up by"),
      no("machine.deepsleep", "Espruino wakes up by a time or a pin, not both"),
      no("machine.deepsleep", "Espruino sleeps 2147483 ms at most"),
      "ValueError('invalid timeout',)",
    ]);
  });

  it("is refused on an engine without hardware", async () => {
    const text = `
      for (const f of [() => machine.reset(), () => machine.lightsleep(1), () => machine.deepsleep(1), () => machine.unique_id(), () => new machine.WDT(), () => new machine.Timer(0, { period: 1, callback: print })])
        print(attempt(f));
      print(machine.reset_cause());`;
    const { code } = await images({ none: text }, "bare");
    const lines: string[] = [];
    runInNewContext(code, { print: (line: string) => lines.push(line), which: () => "none" });
    const why = "there is no hardware";
    expect(lines).to.deep.equal([
      no("machine.reset", why),
      no("machine.lightsleep", why),
      no("machine.deepsleep", why),
      no("machine.unique_id", "the engine has none"),
      no("WDT", "the engine has no watchdog"),
      no("Timer", "the engine has none"),
      "0",
    ]);
  });
});
