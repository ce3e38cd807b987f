import { expect } from "chai";
import { info, Pin } from "machine";
import { ValueError } from "builtins";
import * as hal from "../../src/hal/node.ts";

/** The engine's idle loop gets its turn. */
const idle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

describe("machine", () => {
  it("info says what the program runs on", () => {
    expect(info()).to.deep.equal({ engine: `node ${process.version}`, alarm: "setTimeout" });
  });
});

describe("Pin", () => {
  it("reads what it drives", () => {
    const pin = new Pin(2, Pin.OUT);
    expect(pin.value()).to.equal(0);
    pin.on();
    expect(pin.value()).to.equal(1);
    pin.off();
    expect(pin.value()).to.equal(0);
    pin.value(true);
    expect(pin.value()).to.equal(1);
    pin.value(0);
    expect(pin.value()).to.equal(0);
    pin.toggle();
    expect(pin.value()).to.equal(1);
    pin.toggle();
    expect(pin.value()).to.equal(0);
  });

  it("starts with the level it is told", () => {
    expect(new Pin(3, Pin.OUT, { value: 1 }).value()).to.equal(1);
    expect(new Pin(3, Pin.OUT, null, { value: false }).value()).to.equal(0);
    expect(new Pin(4, Pin.OPEN_DRAIN, { value: 1 }).value()).to.equal(1);
  });

  it("reads an input, or its pull where nothing drives it", () => {
    const up = new Pin(5, Pin.IN, Pin.PULL_UP);
    expect(up.value()).to.equal(1);
    hal.drive(5, 0);
    expect(up.value()).to.equal(0);
    hal.drive(5, undefined);
    expect(up.value()).to.equal(1);
    expect(new Pin(5, Pin.IN, Pin.PULL_DOWN).value()).to.equal(0);
    expect(new Pin(5, Pin.IN).value()).to.equal(0);
  });

  it("an open drain lets the line be pulled down by others", () => {
    const pin = new Pin(6, Pin.OPEN_DRAIN, { value: 1 });
    hal.drive(6, 0);
    expect(pin.value()).to.equal(0);
    hal.drive(6, 1);
    expect(pin.value()).to.equal(1);
    pin.off();
    expect(pin.value()).to.equal(0);
  });

  it("without a mode stays as it is", () => {
    new Pin(7, Pin.OUT, { value: 1 });
    expect(new Pin(7).value()).to.equal(1);
  });

  it("refuses what cannot be", () => {
    for (const id of [-1, 1.5, NaN, "D2" as unknown as number])
      expect(() => new Pin(id)).to.throw(ValueError, "pin");
    expect(() => new Pin(1, 99)).to.throw(ValueError, "mode");
    expect(() => new Pin(1, Pin.IN, 99)).to.throw(ValueError, "pull");
  });

  it("tells a handler of the edges it asked for, with their level and time", async () => {
    const pin = new Pin(8, Pin.IN);
    const seen: string[] = [];
    const edges = async (): Promise<void> => {
      for (const level of [1, 1, 0, 1, 0]) hal.drive(8, level);
      await idle();
    };
    const before = hal.now();
    pin.irq((from, level, time) => {
      expect(from).to.equal(pin);
      expect(time).to.be.within(before, hal.now());
      seen.push(`both ${level}`);
    });
    await edges();
    expect(seen).to.deep.equal(["both 1", "both 0", "both 1", "both 0"]);

    pin.irq((_, level) => seen.push(`rising ${level}`), Pin.IRQ_RISING);
    seen.length = 0;
    await edges();
    expect(seen).to.deep.equal(["rising 1", "rising 1"]);

    pin.irq((_, level) => seen.push(`falling ${level}`), Pin.IRQ_FALLING);
    seen.length = 0;
    await edges();
    expect(seen).to.deep.equal(["falling 0", "falling 0"]);

    pin.irq(null);
    seen.length = 0;
    await edges();
    expect(seen).to.deep.equal([]);
  });
});
