import { expect } from "chai";
import { MPU6050, type I2CRecord } from "../../src/host/sim/index.ts";
import { boardWith, images, printed, type Image } from "./support.ts";

const SHOW = `const show = ({ acceleration_g, temperature_c, angular_rate_dps }) =>
  print([].concat(acceleration_g, temperature_c, angular_rate_dps).map((n) => n.toFixed(3)).join(" "));`;

const BODIES: Record<string, string> = {
  twice: `
    const motion = new drivers.MPU6050(new I2C(0));
    ${SHOW}
    const start = ticks_ms();
    show(await motion.read());
    print(ticks_diff(ticks_ms(), start));
    show(await motion.read());
    print(ticks_diff(ticks_ms(), start));`,
  ranges: `
    const i2c = new I2C(0);
    ${SHOW}
    for (const i of [0, 1, 2, 3]) {
      show(await new drivers.MPU6050(i2c, {
        address: 0x69,
        acceleration_range_g: 2 << i,
        angular_rate_range_dps: 250 << i,
      }).read());
    }
    for (const options of [{ acceleration_range_g: 3 }, { angular_rate_range_dps: 4000 }]) {
      try { new drivers.MPU6050(i2c, options); } catch (e) { print(repr(e)); }
    }`,
  both: `
    const motion = new drivers.MPU6050(new I2C(0));
    const start = ticks_ms();
    const [a, b] = await gather(motion.read(), motion.read());
    print(a.acceleration_g[2], b.acceleration_g[2], ticks_diff(ticks_ms(), start));`,
  cancelled: `
    const motion = new drivers.MPU6050(new I2C(0));
    const task = create_task(motion.read());
    await sleep_ms(5);
    task.cancel();
    print(await failure(task));
    print((await motion.read()).angular_rate_dps[1].toFixed(1));`,
  // Every two seconds, of which each other one is for a fault.
  failing: `
    const motion = new drivers.MPU6050(new I2C(0), { acceleration_range_g: 4 });
    const value = async () => (await motion.read()).acceleration_g[2];
    for (let i = 0; i < 6; i++) {
      const start = ticks_ms();
      print(await failure(value()), ticks_diff(ticks_ms(), start));
      await sleep_ms(2000 - ticks_diff(ticks_ms(), start));
    }`,
  later: `
    const motion = new drivers.MPU6050(new I2C(0), { acceleration_range_g: 4 });
    for (let i = 0; i < 3; i++) {
      print((await motion.read()).acceleration_g[2]);
      await sleep_ms(1000);
    }`,
  again: `
    const motion = new drivers.MPU6050(new I2C(0));
    await motion.read();
    await sleep_ms(200);
    const task = create_task(motion.read());
    await sleep_ms(5);
    task.cancel();
    print(await failure(task));
    print((await motion.read()).angular_rate_dps[1].toFixed(1));`,
  raw: `
    const i2c = new I2C(0);
    const attempt = (what) => { try { return what(); } catch (e) { return repr(e); } };
    const tell = (...bytes) => attempt(() => i2c.writeto(0x68, bytes));
    const ask = (register, n) => attempt(() => [].slice.call(i2c.readfrom_mem(0x68, register, n)).join());
    const nothing = ask(0x3b, 14);
    print(ask(0x75, 1), ask(0x19, 4), ask(0x6b, 1), nothing);
    tell(0x6b, 0);
    print(ask(0x3b, 14) == nothing);
    await sleep_ms(2);
    print(ask(0x3b, 14));
    await sleep_ms(30);
    print(ask(0x43, 6));
    print(tell(0x1a, 3, 0x18, 8), ask(0x1a, 3));
    print(tell(0x6b, 0x80), ask(0x1a, 3), ask(0x6b, 1));
    print(tell(0x1b, 0xe0), tell(0x6b, 0x20), tell(0x23, 1), ask(0x74, 1));`,
};

/** What was written, register first. */
const written = (trace: readonly I2CRecord[]): string[] =>
  trace.filter(({ kind, bytes }) => kind === "write" && bytes.length > 1).map(({ bytes }) => bytes.join());

describe("MPU6050", () => {
  let image: Image;

  before(async () => {
    image = await images(BODIES);
  });

  it("is woken up in 100 ms, and then read at once", () => {
    const part = new MPU6050({
      i2c: 1,
      acceleration_x_g: -0.5,
      acceleration_y_g: 0.25,
      acceleration_z_g: 0.75,
      temperature_c: 31.53,
      angular_rate_x_dps: 125,
      angular_rate_y_dps: -62.5,
      angular_rate_z_dps: -250,
    });
    const board = boardWith(image, "twice", (b) => b.attach(part));
    const reading = "-0.500 0.250 0.750 31.530 125.000 -62.500 -250.000";
    expect(printed(board)).to.deep.equal([reading, "100", reading, "100"]);
    expect(written(board.i2c(1).trace)).to.deep.equal(["26,0,0,0", "107,1"]);
    expect(board.remarks).to.deep.equal([]);
  });

  it("measures in the range that it is told, and up to its end", () => {
    const part = new MPU6050({
      i2c: 1,
      address: 0x69,
      acceleration_x_g: 1.5,
      acceleration_y_g: 9,
      acceleration_z_g: -20,
      angular_rate_x_dps: 200,
      angular_rate_y_dps: -900,
      angular_rate_z_dps: 3000,
    });
    const lines = printed(boardWith(image, "ranges", (b) => b.attach(part)));
    const ranges = [1, 2, 4, 8];
    for (const [i, times] of ranges.entries()) {
      const [x, y, z, , ...rates] = lines[i].split(" ").map(Number);
      const [g, dps] = [2 * times, 250 * times];
      expect(x).to.be.closeTo(1.5, 0.001);
      expect(y).to.be.closeTo(Math.min(9, g), 0.001);
      expect(z).to.be.closeTo(Math.max(-20, -g), 0.001);
      expect(rates[0]).to.be.closeTo(200, 0.1);
      expect(rates[1]).to.be.closeTo(Math.max(-900, -dps), 0.1);
      expect(rates[2]).to.be.closeTo(Math.min(3000, dps), 0.1);
    }
    expect(lines.slice(4)).to.deep.equal(["ValueError('no range of 3',)", "ValueError('no range of 4000',)"]);
  });

  it("lets tasks take turns, of which the first one wakes it up", () => {
    const board = boardWith(image, "both", (b) => b.attach(new MPU6050({ i2c: 1 })));
    expect(printed(board)).to.deep.equal(["1 1 100"]);
  });

  it("waits for the gyroscope once more after a reading was cancelled in the middle", () => {
    const board = boardWith(image, "cancelled", (b) =>
      b.attach(new MPU6050({ i2c: 1, angular_rate_y_dps: 100 })),
    );
    expect(printed(board)).to.deep.equal(["CancelledError()", "100.0"]);
  });

  it("waits for it once more, too, if it was cancelled while it woke up a part that had been without power", () => {
    const part = new MPU6050({ i2c: 1, angular_rate_y_dps: 100 });
    part.fault("unplugged", { from: "0.2s", to: "0.25s" });
    const board = boardWith(image, "again", (b) => b.attach(part));
    expect(printed(board)).to.deep.equal(["CancelledError()", "100.0"]);
  });

  it("raises what is wrong, in time, and reads again once the fault is gone", () => {
    const faults = [
      ["unplugged", "OSError(19,) 0", "3 100"],
      ["nack", "OSError(19,) 0", "3 0"],
      ["stuck", "OSError(110,) 1000", "3 0"],
    ] as const;
    const part = new MPU6050({ i2c: 1, acceleration_z_g: 3 });
    for (const [i, [fault]] of faults.entries())
      part.fault(fault, { from: `${i * 4}s`, to: `${i * 4 + 1}s` });
    const board = boardWith(image, "failing", (b) => b.attach(part));
    expect(printed(board)).to.deep.equal(faults.flatMap(([, failed, read]) => [failed, read]));
  });

  it("is woken up again, with its range, after it was without power between two readings", () => {
    const part = new MPU6050({ i2c: 1, acceleration_z_g: 3 }).fault("unplugged", {
      from: "0.2s",
      to: "0.3s",
    });
    const board = boardWith(image, "later", (b) => b.attach(part));
    expect(printed(board)).to.deep.equal(["3", "3", "3"]);
    expect(written(board.i2c(1).trace)).to.have.length(4);
  });

  it("sleeps again, and has forgotten all, after the supply of the whole board failed", () => {
    const board = boardWith(image, "raw", (b) => {
      b.attach(new MPU6050({ i2c: 1 }));
      b.brownOut(20_000);
    });
    const lines = printed(board);
    expect(lines[2]).to.match(/^0,0,0,0,64,/);
    expect(lines[3]).to.equal(lines[0]);
  });

  it("tells that another chip answers, and leaves it alone", () => {
    const board = boardWith(image, "failing", (b) =>
      b
        .i2c(1)
        .attach({ address: 0x68, write: () => true, read: (count) => new Uint8Array(count).fill(0x71) }),
    );
    expect(printed(board)[0]).to.equal("OSError(19, 'chip id 0x71') 0");
    expect(written(board.i2c(1).trace)).to.deep.equal([]);
  });

  it("is modelled with its registers, and nothing that it does not know goes unnoticed", () => {
    const board = boardWith(image, "raw", (b) =>
      b.attach(new MPU6050({ i2c: 1, temperature_c: 36.53, angular_rate_x_dps: 125 })),
    );
    const zeros = new Array(14).fill(0).join();
    expect(printed(board)).to.deep.equal([
      `104 0,0,0,0 64 ${zeros}`,
      "True",
      "0,0,0,0,64,0,0,0,0,0,0,0,0,0",
      "64,0,0,0,0,0",
      "4 3,24,8",
      "2 0,0,0 64",
      new Array<string>(4).fill("OSError(5,)").join(" "),
    ]);
    expect(board.remarks.map((text) => text.replace(/.*: /, ""))).to.deep.equal([
      "MPU6050 is modelled without 0xe0 in register 0x1b",
      "MPU6050 is modelled without 0x20 in register 0x6b",
      "MPU6050 is modelled without register 0x23 to write",
      "MPU6050 is modelled without register 0x74",
    ]);
  });
});
