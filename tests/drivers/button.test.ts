import { expect } from "chai";
import { Button, type ButtonOptions, type SimBoard } from "../../src/host/sim/index.ts";
import { boardWith, images, printed, type Image } from "./support.ts";

/** Prints each event with the ms when it happened, to 10 of them, in which contacts may bounce. */
const HEAD = `
    const show = async (button, type) => {
      for (;;) print(type, Math.floor((await button.wait_for(type)) / 10000) * 10);
    };
    const all = (button) => {
      for (const type of ["press", "release", "click", "long_press", "double_click"]) create_task(show(button, type));
    };`;

const BODIES: Record<string, string> = {
  all: `${HEAD}
    const button = new drivers.Button(new Pin(14, Pin.IN, Pin.PULL_UP));
    all(button);
    await sleep_ms(12000);
    print(button.pressed);`,
  supply: `${HEAD}
    all(new drivers.Button(new Pin(14, Pin.IN, Pin.PULL_DOWN), { active: 1, long_ms: 100, debounce_ms: 5 }));
    await sleep_ms(2000);`,
  busy: `${HEAD}
    create_task((async () => { for (;;) { await sleep_ms(1); spend(5000); } })());
    all(new drivers.Button(new Pin(14, Pin.IN, Pin.PULL_UP)));
    await sleep_ms(8000);`,
  away: `${HEAD}
    all(new drivers.Button(new Pin(14, Pin.IN, Pin.PULL_UP)));
    for (;;) { await sleep_ms(10); spend(900000); }`,
  waiting: `
    const button = new drivers.Button(new Pin(14, Pin.IN, Pin.PULL_UP));
    print(await failure(button.wait_for("press", 300)), ticks_ms(), button.pressed);
    const both = [create_task(button.wait_for("press")), create_task(button.wait_for("press", 5000))];
    const task = create_task(button.wait_for("press"));
    await sleep_ms(10);
    print(task.cancel(), await failure(task));
    const [a, b] = await gather(...both);
    print(a === b, button.pressed);
    button.stop();
    print(await failure(button.wait_for("release", 3000)));`,
  held: `
    await sleep_ms(1500);
    const button = new drivers.Button(new Pin(14, Pin.IN, Pin.PULL_UP));
    const start = ticks_us();
    print(ticks_diff(await button.wait_for("press", 100), start), button.pressed);`,
};

describe("Button", () => {
  let image: Image;

  before(async () => {
    image = await images(BODIES);
  });

  const run = (name: string, options: Partial<ButtonOptions>, prepare: (part: Button) => void): SimBoard =>
    boardWith(
      image,
      name,
      (board) => {
        prepare(board.attach(new Button({ pin: 14, seed: 1, ...options })));
        board.define("spend", (micros) => {
          board.spend(Number(micros));
        });
      },
      { for: 20_000_000 },
    );

  const clicks = (part: Button): void => {
    part.press("150ms", "1s");
    part.press("1500ms", "2s");
    // The second press begins 200 ms after the first one has ended, and then 600.
    part.press("100ms", "5s");
    part.press("1200ms", "5300ms");
    part.press("100ms", "8s");
    part.press("100ms", "8700ms");
  };
  const told = [
    "press 1000",
    "release 1150",
    "click 1150",
    "press 2000",
    "long_press 3000",
    "release 3500",
    "press 5000",
    "release 5100",
    "press 5300",
    "double_click 5300",
    "release 6500",
    "press 8000",
    "release 8100",
    "click 8100",
    "press 8700",
    "release 8800",
    "click 8800",
  ];

  it("tells clicks, long presses and double clicks of contacts that bounce", () => {
    const board = run("all", {}, clicks);
    expect(board.pins.D14.edges.length).to.be.greaterThan(30);
    expect(printed(board)).to.deep.equal([...told, "False"]);
  });

  it("tells the same with handlers 5 ms late, and nearly a second", () => {
    expect(printed(run("busy", {}, clicks))).to.deep.equal(told.slice(0, 11));
    // Waiters of different events are woken in the order of the events that they get.
    expect(printed(run("away", {}, clicks)).sort()).to.deep.equal([...told].sort());
  });

  it("can be to the supply, and its times be set", () => {
    const board = run("supply", { to_supply: true, bounce_us: 1000 }, (part) => {
      part.press("150ms", "1s");
    });
    expect(printed(board)).to.deep.equal(["press 1000", "long_press 1100", "release 1150"]);
  });

  it("waits for a time, and for several tasks", () => {
    const board = run("waiting", {}, (part) => {
      part.press("50ms", "1s");
    });
    const [none, ...rest] = printed(board);
    expect(none).to.match(/^OSError\(110,\) 30\d False$/);
    expect(rest).to.deep.equal(["True CancelledError()", "True True", "OSError(110,)"]);
    expect(board.run({ for: 1 }).watching).to.deep.equal([]);
  });

  it("takes a button that is held from the start for one that is pressed now", () => {
    const board = run("held", {}, (part) => {
      part.press("2s", "1s");
    });
    expect(printed(board)).to.deep.equal(["0 True"]);
  });

  it("takes spikes of noise for nothing", () => {
    const board = run("all", { bounce_us: 0 }, (part) => {
      part.fault("noise");
      clicks(part);
    });
    expect(board.pins.D14.edges.length).to.be.greaterThan(200);
    // A spike at the end of a press may come in the place of what it ends.
    expect(printed(board).map((line) => line.split(" ")[0])).to.deep.equal(
      [...told, "False"].map((line) => line.split(" ")[0]),
    );
  });
});
