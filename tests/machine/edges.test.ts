import { expect } from "chai";
import type { ImageMap, SimBoard } from "../../src/host/sim/index.ts";
import { boardWith, images, printed } from "./support.ts";

const BODIES: Record<string, string> = {
  edge: `
    const pin = new Pin(4, Pin.IN, Pin.PULL_DOWN);
    const rise = await machine.wait_for_edge(pin, Pin.IRQ_RISING, 100);
    print("rise", rise);
    const fall = await machine.wait_for_edge(4, Pin.IRQ_FALLING);
    print("fall", fall);
    const start = ticks_ms();
    print(await failure(machine.wait_for_edge(pin, undefined, 50)), ticks_ms() - start);
    print(await failure(machine.wait_for_edge(pin, undefined, 0)));`,
  late: `
    const pin = new Pin(4, Pin.IN, Pin.PULL_DOWN);
    create_task((async () => { await sleep_ms(4); spend(5000); })());
    print(await machine.wait_for_edge(pin), ticks_us() >= 9000);`,
  cancelled: `
    const pin = new Pin(4, Pin.IN, Pin.PULL_DOWN);
    const edges = new machine.Edges(pin);
    const task = create_task(edges.wait(1, 1000));
    await sleep_ms(2);
    print(await failure(edges.wait(1)));
    task.cancel();
    edge();
    print(await failure(task), edges.times.length);
    print(await edges.wait(1), await edges.wait(2, 5));
    edges.stop();
    edge();
    await sleep_ms(5);
    print(edges.times.length, await failure(wait_for_ms(machine.wait_for_edge(pin), 10)));`,
  race: `
    const edges = new machine.Edges(new Pin(4, Pin.IN, Pin.PULL_DOWN));
    const waiter = create_task(edges.wait(1, 1000));
    await sleep_ms(1);
    // More than a slice has turns: the edge is told of between the cancellation and the turn that it leads to.
    for (let i = 0; i < 20; i++) create_task(sleep_ms(0));
    waiter.cancel();
    edge();
    print(await failure(waiter), edges.times.length);`,
  many: `
    const edges = new machine.Edges(new Pin(4, Pin.IN, Pin.PULL_DOWN), Pin.IRQ_FALLING);
    print(await edges.wait(3, 20), edges.times.map((t) => Math.round(t)).join(), edges.levels.join());
    print(await edges.wait(4, 20), edges.times.length);
    edges.stop();`,
  pulses: `
    const pin = new Pin(4, Pin.IN, Pin.PULL_DOWN);
    const pulse = machine.pulse_us;
    print(await pulse(pin, 1, 10000));
    print(await pulse(pin, 1, 3000), ticks_ms());
    print(await pulse(4, 1, 5000), ticks_ms());
    print(await pulse(4, 1, 20000));
    print(await pulse(4, 0, 20000));
    await sleep_ms(1);
    const trigger = new Pin(5, Pin.OUT);
    print(await pulse(4, 1, 30000, () => { trigger.on(); trigger.off(); }));
    print(await pulse(4, 1, 1500), await pulse(4, 1, 4000));`,
  spinning: `
    const pin = new Pin(4, Pin.IN, Pin.PULL_DOWN);
    const pulse = machine.time_pulse_us;
    const near = (value, to) => Math.abs(value - to) <= 60;
    print(near(pulse(pin, 1, 5000), 500), near(pulse(4, 0, 5000), 1000));
    const start = ticks_us();
    print(pulse(pin, 1, 500), near(ticks_diff(ticks_us(), start), 500));
    print(pulse(pin, 0, 300), near(ticks_diff(ticks_us(), start), 800));
    print(attempt(() => pulse(4, 1, 5001)), attempt(() => pulse(4, 1)));`,
  restored: `
    const pin = new Pin(4, Pin.OPEN_DRAIN, { value: 0 });
    let calls = 0;
    pin.irq(() => calls++);
    await sleep_ms(1);
    print(getPinMode(4), pin.value(), calls);`,
  waiting: `await machine.wait_for_edge(new Pin(4, Pin.IN, Pin.PULL_DOWN));`,
  signal: `
    const led = new machine.Signal(new Pin(4, Pin.OUT), { invert: true });
    led.on();
    print(led.value(), led.pin.value());
    led.off();
    print(led.value(), led.pin.value());
    led.value(true);
    print(led.value(), led.pin.value());
    const plain = new machine.Signal(led.pin);
    plain.value(0);
    print(plain.value(), led.value(), led.pin.value());`,
};

describe("machine's edges", () => {
  let image: { code: string; map: ImageMap };

  before(async () => {
    image = await images(BODIES);
  });

  /** Runs a program while the level of pin 4 changes at these times in µs, first of all up. */
  function run(name: string, times: number[] = [], prepare?: (board: SimBoard) => void): SimBoard {
    return boardWith(image, name, (board) => {
      const { pins } = board;
      times.forEach((at, i) => pins.D4.drive(i % 2 ? 0 : 1, at));
      board.define("spend", (micros) => {
        board.spend(Number(micros));
      });
      board.define("edge", () => pins.D4.drive(1));
      prepare?.(board);
    });
  }

  it("wait_for_edge gives the time of the edge asked for, or raises ETIMEDOUT", () => {
    const board = run("edge", [1234, 2345]);
    expect(printed(board)).to.deep.equal(["rise 1234", "fall 2345", "OSError(110,) 50", "OSError(110,)"]);
    expect(board.run().watching).to.deep.equal([]);
  });

  it("an edge keeps its time when the program gets to it late", () => {
    expect(printed(run("late", [6100]))).to.deep.equal(["6100 True"]);
  });

  it("a wait can be cancelled, and one task waits at a time", () => {
    expect(printed(run("cancelled"))).to.deep.equal([
      "RuntimeError('another task waits for the edges',)",
      "CancelledError() 0",
      "True False",
      "1 TimeoutError()",
    ]);
  });

  it("an edge does not undo a cancellation", () => {
    expect(printed(run("race"))).to.deep.equal(["CancelledError() 1"]);
  });

  it("Edges records those that come while nobody waits", () => {
    const times = [1000, 1100, 1250, 1350, 1600, 1777];
    expect(printed(run("many", times))).to.deep.equal(["True 1100,1350,1777 0,0,0", "False 3"]);
  });

  it("pulse_us measures between time stamps; -2 and -1 are as MicroPython's", () => {
    const board = run("pulses", [1111, 1777, 20000, 26000, 30000, 30200], ({ pins }) => {
      pins.D5.watch(({ at, level }) => {
        if (!level) return;
        pins.D4.drive(1, at + 10);
        pins.D4.drive(0, at + 310);
        pins.D4.drive(1, at + 2000);
        pins.D4.drive(0, at + 3000);
      });
    });
    const [first, none, early, whole, low, triggered, both] = printed(board);
    expect(first).to.equal("666");
    // Until 1.8 + 3 ms, then until 9.8 ms.
    expect(none).to.match(/^-2 [456]$/);
    expect(early).to.match(/^-2 (9|10|11|12)$/);
    expect(whole).to.equal("6000");
    // The pin is low already when it is asked to wait, at 26.1 ms.
    expect(low).to.equal("3900");
    expect(triggered).to.equal("300");
    // A pulse that comes after 1.7 ms is too late for 1.5.
    expect(both).to.match(/^-2 (1000|9\d\d)$/);
  });

  it("time_pulse_us spins, for 5 ms a wait at most", () => {
    const board = run("spinning", [300, 800, 1800]);
    expect(printed(board)).to.deep.equal([
      "True True",
      "-1 True",
      "-2 True",
      "RuntimeError('time_pulse_us for 5001 us would block the engine: write  await machine.pulse_us',) " +
        "RuntimeError('time_pulse_us for 1000000 us would block the engine: write  await machine.pulse_us',)",
    ]);
  });

  it("a watched pin stays what it was", () => {
    expect(printed(run("restored"))).to.deep.equal(["opendrain 0 0"]);
  });

  it("Signal turns the level round, if asked to", () => {
    expect(printed(run("signal"))).to.deep.equal(["1 0", "0 1", "1 0", "0 1 0"]);
  });

  it("the board knows what a task waits for", () => {
    const [task] = boardWith(image, "waiting").run().waiting;
    expect(task.waitsFor).to.equal("an edge of a pin");
  });
});
