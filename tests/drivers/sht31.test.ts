import { expect } from "chai";
import { SHT31 } from "../../src/host/sim/index.ts";
import { sht31Crc } from "../../src/host/sim/devices/sht31.ts";
import { boardWith, images, printed, type Image } from "./support.ts";

const BODIES: Record<string, string> = {
  once: `
    const air = new drivers.SHT31(new I2C(0));
    const start = ticks_ms();
    const { temperature_c, humidity_percent } = await air.read();
    print(temperature_c, humidity_percent, ticks_diff(ticks_ms(), start));`,
  many: `
    const air = new drivers.SHT31(new I2C(0), { address: 0x45 });
    for (let i = 0; i < 12; i++) {
      const { temperature_c, humidity_percent } = await air.read();
      print(temperature_c, humidity_percent);
      await sleep_ms(984);
    }`,
  both: `
    const air = new drivers.SHT31(new I2C(0));
    const start = ticks_ms();
    const [a, b] = await gather(air.read(), air.read());
    print(a.temperature_c.toFixed(1), b.temperature_c.toFixed(1), ticks_diff(ticks_ms(), start));`,
  cancelled: `
    const air = new drivers.SHT31(new I2C(0));
    for (const ms of [1, 12, 20]) {
      const task = create_task(air.read());
      await sleep_ms(ms);
      task.cancel();
      print(await failure(task));
    }
    const start = ticks_ms();
    print((await air.read()).humidity_percent.toFixed(1), ticks_diff(ticks_ms(), start));
    print((await air.read()).humidity_percent.toFixed(1), ticks_diff(ticks_ms(), start));`,
  // Every two seconds, of which each other one is for a fault.
  failing: `
    const air = new drivers.SHT31(new I2C(0));
    const value = async () => (await air.read()).humidity_percent.toFixed(1);
    for (let i = 0; i < 10; i++) {
      const start = ticks_ms();
      print(await failure(value()), ticks_diff(ticks_ms(), start));
      await sleep_ms(2000 - ticks_diff(ticks_ms(), start));
    }`,
  wrong: `
    const air = new drivers.SHT31(new I2C(0));
    for (let i = 0; i < 50; i++) print(await failure(air.read()));`,
  raw: `
    const i2c = new I2C(0);
    const attempt = (what) => { try { return what(); } catch (e) { return repr(e); } };
    const tell = (...bytes) => attempt(() => i2c.writeto(0x44, bytes));
    const ask = (n) => attempt(() => [].slice.call(i2c.readfrom(0x44, n)).join());
    print("nothing measured:", ask(6));
    print("measuring:", tell(0x24, 0), ask(6), tell(0x24, 0));
    await sleep_ms(13);
    print("measured:", ask(6).length, ask(6));
    print("stretching:", tell(0x2c, 6), ask(6));
    await sleep_ms(13);
    print("stretched:", ask(6).length);
    print("break:", tell(0x24, 0), tell(0x30, 0x93), ask(6));
    await sleep_ms(2);
    print("status:", tell(0xf3, 0x2d), ask(3));
    await sleep_ms(2);
    print("cleared, heater:", tell(0x30, 0x41), await sleep_ms(2), tell(0x30, 0x6d), await sleep_ms(2), tell(0xf3, 0x2d), ask(2));
    await sleep_ms(2);
    print("periodic:", tell(0x20, 0x32));
    await sleep_ms(2);
    print("half:", tell(0x24));
    await sleep_ms(2);
    print("too much:", tell(0xf3, 0x2d), ask(6));`,
};

describe("SHT31", () => {
  let image: Image;

  before(async () => {
    image = await images(BODIES);
  });

  it("measures in 16 ms", () => {
    const board = boardWith(image, "once", (b) =>
      b.attach(new SHT31({ i2c: 1, temperature_c: 21.5, humidity_percent: 47 })),
    );
    const [temperature, humidity, time] = printed(board)[0].split(" ").map(Number);
    expect(temperature).to.be.closeTo(21.5, 0.0014);
    expect(humidity).to.be.closeTo(47, 0.0008);
    expect(time).to.equal(16);
    expect(board.remarks).to.deep.equal([]);
  });

  it("comes back to the quantity that is there, to half a step", () => {
    const temperatures = [-40, -0.01, 50, 125];
    const humidities = [0, 61.8, 100];
    const board = boardWith(image, "many", (b) =>
      b.attach(
        new SHT31({
          i2c: 1,
          address: 0x45,
          temperature_c: (time_s) => temperatures[Math.floor(time_s + 0.1) % 4],
          humidity_percent: (time_s) => humidities[Math.floor((time_s + 0.1) / 4) % 3],
        }),
      ),
    );
    const lines = printed(board).map((line) => line.split(" ").map(Number));
    expect(lines).to.have.length(12);
    for (const [i, [temperature, humidity]] of lines.entries()) {
      expect(temperature).to.be.closeTo(temperatures[i % 4], 0.0014);
      expect(humidity).to.be.closeTo(humidities[Math.floor(i / 4)], 0.0008);
    }
  });

  it("has the checksum of the data sheet's example, page 14", () => {
    expect(sht31Crc([0xbe, 0xef])).to.equal(0x92);
    // 0xbeef as a temperature: 48879 / 65535 · 175 - 45.
    const board = boardWith(image, "once", (b) =>
      b.attach(new SHT31({ i2c: 1, temperature_c: (0xbeef / 65535) * 175 - 45 })),
    );
    expect(Number(printed(board)[0].split(" ")[0])).to.be.closeTo(85.523, 0.0001);
    expect(board.i2c(1).trace.at(-1)?.bytes.slice(0, 3)).to.deep.equal([0xbe, 0xef, 0x92]);
  });

  it("lets tasks take turns", () => {
    const board = boardWith(image, "both", (b) =>
      b.attach(new SHT31({ i2c: 1, temperature_c: (time_s) => (time_s < 0.016 ? 10 : 30) })),
    );
    expect(printed(board)).to.deep.equal(["10.0 30.0 32"]);
  });

  it("reads again at once after readings were cancelled, though the part does not answer while it measures", () => {
    const board = boardWith(image, "cancelled", (b) => b.attach(new SHT31({ i2c: 1, humidity_percent: 52 })));
    expect(printed(board)).to.deep.equal([
      ...new Array<string>(3).fill("CancelledError()"),
      "52.0 32",
      "52.0 48",
    ]);
  });

  it("raises what is wrong, in time, and reads again once the fault is gone", () => {
    const faults = [
      ["unplugged", "OSError(19,) 0", "52.0 32"],
      ["nack", "OSError(19,) 0", "52.0 32"],
      ["stuck", "OSError(110,) 1000", "52.0 32"],
      ["checksum", "ChecksumError('SHT31',) 16", "52.0 16"],
      ["slow", "OSError(19,) 16", "52.0 32"],
    ] as const;
    const part = new SHT31({ i2c: 1, humidity_percent: 52, seed: 1 });
    for (const [i, [fault]] of faults.entries())
      part.fault(fault, { from: `${i * 4}s`, to: `${i * 4 + 1}s` });
    const board = boardWith(image, "failing", (b) => b.attach(part));
    expect(printed(board)).to.deep.equal(faults.flatMap(([, failed, read]) => [failed, read]));
  });

  it("never takes a wrong bit for a reading, whichever it is", () => {
    const part = new SHT31({ i2c: 1, seed: 1 }).fault("checksum");
    const board = boardWith(image, "wrong", (b) => b.attach(part));
    expect(printed(board)).to.deep.equal(new Array<string>(50).fill("ChecksumError('SHT31',)"));
    const bits = board.i2c(1).trace.filter(({ kind }) => kind === "read");
    expect(new Set(bits.map(({ bytes }) => bytes.join())).size, "different bits").to.be.above(20);
  });

  it("is modelled with its commands, and nothing that it does not know goes unnoticed", () => {
    const board = boardWith(image, "raw", (b) => b.attach(new SHT31({ i2c: 1 })));
    const [none, late] = ["OSError(19,)", "OSError(110,)"];
    const lines = printed(board);
    expect(lines.slice(0, 2)).to.deep.equal([`nothing measured: ${none}`, `measuring: 2 ${none} ${none}`]);
    expect(lines[2]).to.match(/^measured: [12]\d OSError\(19,\)$/);
    expect(lines[3]).to.equal(`stretching: 2 ${late}`);
    expect(lines[4]).to.match(/^stretched: [12]\d$/);
    expect(lines.slice(5)).to.deep.equal([
      `break: 2 2 ${none}`,
      `status: 2 128,16,${sht31Crc([0x80, 0x10])}`,
      "cleared, heater: 2 None 2 None 2 32,0",
      "periodic: OSError(5,)",
      "half: OSError(5,)",
      "too much: 2 OSError(5,)",
    ]);
    expect(board.remarks.map((text) => text.replace(/.*: /, ""))).to.deep.equal([
      "SHT31 has no command 0x2032",
      "SHT31 takes commands of 2 bytes, not of 1",
      "SHT31 has 3 bytes to say, not 6",
    ]);
  });
});
