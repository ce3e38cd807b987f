import { expect } from "chai";
import { BME280, BMP280 } from "../../src/host/sim/index.ts";
import type { BMX280Raw } from "../../src/host/sim/devices/bmx280.ts";
import { boardWith, images, printed, type Image } from "./support.ts";

const SHOW = `const show = ({ temperature_c, pressure_hpa, humidity_percent }) =>
  print(temperature_c, pressure_hpa, humidity_percent);`;

const BODIES: Record<string, string> = {
  once: `
    const air = new drivers.BME280(new I2C(0));
    const start = ticks_ms();
    ${SHOW}
    show(await air.read());
    print(ticks_diff(ticks_ms(), start));`,
  many: `
    const air = new drivers.BME280(new I2C(0), { address: 0x77 });
    ${SHOW}
    for (let i = 0; i < 48; i++) {
      show(await air.read());
      await sleep_ms(990);
    }`,
  both: `
    const air = new drivers.BME280(new I2C(0));
    const start = ticks_ms();
    const [a, b] = await gather(air.read(), air.read());
    print(a.temperature_c.toFixed(1), b.temperature_c.toFixed(1), ticks_diff(ticks_ms(), start));`,
  cancelled: `
    const air = new drivers.BME280(new I2C(0));
    const task = create_task(air.read());
    await sleep_ms(5);
    task.cancel();
    print(await failure(task));
    const { temperature_c, pressure_hpa } = await air.read();
    print(temperature_c.toFixed(1), pressure_hpa.toFixed(1));`,
  // Every two seconds, of which each other one is for a fault.
  failing: `
    const air = new drivers.BME280(new I2C(0));
    const value = async () => (await air.read()).humidity_percent.toFixed(1);
    for (let i = 0; i < 8; i++) {
      const start = ticks_ms();
      print(await failure(value()), ticks_diff(ticks_ms(), start));
      await sleep_ms(2000 - ticks_diff(ticks_ms(), start));
    }`,
  patient: `
    const air = new drivers.BME280(new I2C(0), { timeout_ms: 200 });
    const start = ticks_ms();
    print((await air.read()).humidity_percent.toFixed(1), ticks_diff(ticks_ms(), start));`,
  queue: `
    const i2c = new I2C(0);
    const status = () => i2c.readfrom_mem(0x76, 0xf3, 1)[0];
    i2c.writeto(0x76, [0xf4, 0x25]);
    i2c.writeto(0x76, [0xf4, 0x25]);
    i2c.writeto(0x76, [0xf4, 0x24]);
    await sleep_ms(8);
    print(status());
    await sleep_ms(5);
    print(status());`,
  raw: `
    const i2c = new I2C(0);
    const read = (register, n) => [].slice.call(i2c.readfrom_mem(0x76, register, n)).join();
    print(read(0xd0, 1), read(0xf2, 4), read(0xf7, 8));
    i2c.writeto(0x76, [0xf2, 1, 0xf4, 0x25]);
    print(read(0xf3, 2), read(0xf7, 8));
    await sleep_ms(8);
    print(read(0xf3, 2), read(0xf7, 1) != "128");
    i2c.writeto(0x76, [0xe0, 0xb6]);
    print(read(0xf2, 4), read(0xf7, 8));
    for (const bytes of [[0xf4, 0x27], [0xf5, 4], [0xf5, 0xa0, 0xf4], [0xd0, 1]]) {
      try { i2c.writeto(0x76, bytes); } catch (e) { print(repr(e)); }
    }
    try { read(0xf6, 1); } catch (e) { print(repr(e)); }
    print(read(0xf3, 3));`,
};

/** The part with what its converters say. */
class Converted extends BME280 {
  constructor(
    private readonly said: BMX280Raw,
    trim?: ConstructorParameters<typeof BME280>[1],
  ) {
    super({ i2c: 1 }, trim);
  }

  protected override convert(): BMX280Raw {
    return this.said;
  }
}

const numbers = (line: string): number[] => line.split(" ").map(Number);

describe("BME280", () => {
  let image: Image;

  before(async () => {
    image = await images(BODIES);
  });

  it("gives 25.08 °C and 100653.27 Pa for the raw values of the data sheet's example, in 10 ms and what the bus takes", () => {
    // BMP280 data sheet, revision 1.23, page 23; the BME280's trimming of T and P is the same.
    const said = { temperature: 519888, pressure: 415148, humidity: 0x8000 };
    const board = boardWith(image, "once", (b) => b.attach(new Converted(said)));
    const [reading, time] = printed(board);
    const [temperature, pressure, humidity] = numbers(reading);
    expect(temperature).to.be.closeTo(25.08, 0.005);
    expect(pressure).to.be.closeTo(1006.5327, 0.00005);
    expect(humidity).to.be.closeTo(integerHumidity(128422, 0x8000, [75, 353, 0, 340, 50, 30]), 0.01);
    expect(time).to.equal("11");
    expect(board.remarks).to.deep.equal([]);
  });

  it("takes every trimming word with its sign", () => {
    const t = [40000, 26435, 1000] as const;
    const p = [60000, -10685, -3024, -2855, -140, 7, -15500, 14600, -6000] as const;
    for (const h of [
      [200, -30, 255, 2047, -1000, -128],
      [255, 25, 200, -1111, 1234, 127],
    ] as const) {
      const said = { temperature: 655360, pressure: 415148, humidity: 0xa123 };
      const board = boardWith(image, "once", (b) => b.attach(new Converted(said, { t, p, h })));
      const [temperature, pressure, humidity] = numbers(printed(board)[0]);
      const fine = integerTemperature(655360, t);
      expect(temperature).to.be.closeTo(fine / 5120, 0.001);
      expect(pressure * 100).to.be.closeTo(integerPressure(fine, 415148, p), 1);
      const percent = integerHumidity(fine, 0xa123, h);
      expect(percent, "no end of the scale").to.be.within(10, 90);
      expect(humidity).to.be.closeTo(percent, 0.05);
    }
  });

  it("comes back to the quantity that is there, within the part's resolution", () => {
    const temperatures = [-40, -10.3, 25.01, 85];
    const pressures = [300, 722.3, 1013.25, 1100];
    const humidities = [0, 33.3, 100];
    const at = (time_s: number) => {
      const i = Math.floor(time_s + 0.001);
      return {
        t: temperatures[i % 4],
        p: pressures[Math.floor(i / 4) % 4],
        h: humidities[Math.floor(i / 16) % 3],
      };
    };
    const board = boardWith(
      image,
      "many",
      (b) =>
        b.attach(
          new BME280({
            i2c: 1,
            address: 0x77,
            temperature_c: (time_s) => at(time_s).t,
            pressure_hpa: (time_s) => at(time_s).p,
            humidity_percent: (time_s) => at(time_s).h,
          }),
        ),
      { for: 60e6 },
    );
    const lines = printed(board).map(numbers);
    expect(lines).to.have.length(48);
    for (const [i, [temperature, pressure, humidity]] of lines.entries()) {
      const { t, p, h } = at(i);
      expect(temperature, `reading ${i}`).to.be.closeTo(t, 0.0026);
      expect(pressure, `reading ${i}`).to.be.closeTo(p, 0.02);
      expect(humidity, `reading ${i}`).to.be.closeTo(h, 0.01);
    }
    // The id and the trimming are asked for once.
    const asked = board.i2c(1).trace.filter(({ kind }) => kind === "write");
    for (const register of [0xd0, 0x88, 0xa1, 0xe1])
      expect(asked.filter(({ bytes }) => bytes.length === 1 && bytes[0] === register)).to.have.length(1);
  });

  it("lets tasks take turns", () => {
    const board = boardWith(image, "both", (b) =>
      b.attach(new BME280({ i2c: 1, temperature_c: (time_s) => (time_s < 0.01 ? 10 : 30) })),
    );
    expect(printed(board)).to.deep.equal(["10.0 30.0 21"]);
  });

  it("reads again after a reading was cancelled in the middle", () => {
    const board = boardWith(image, "cancelled", (b) =>
      b.attach(new BME280({ i2c: 1, temperature_c: 21, pressure_hpa: 990 })),
    );
    expect(printed(board)).to.deep.equal(["CancelledError()", "21.0 990.0"]);
  });

  it("raises what is wrong, in time, and reads again once the fault is gone", () => {
    const faults = [
      ["unplugged", "OSError(19,) 0", "40.0 11"],
      ["nack", "OSError(19,) 0", "40.0 10"],
      ["stuck", "OSError(110,) 1000", "40.0 10"],
      ["slow", "OSError(110,) 50", "40.0 10"],
    ] as const;
    const part = new BME280({ i2c: 1, humidity_percent: 40 });
    for (const [i, [fault]] of faults.entries())
      part.fault(fault, { from: `${i * 4}s`, to: `${i * 4 + 1}s` });
    const board = boardWith(image, "failing", (b) => b.attach(part));
    expect(printed(board)).to.deep.equal(faults.flatMap(([, failed, read]) => [failed, read]));
  });

  it("never takes a part for measured that was without power in the middle", () => {
    const part = new BME280({ i2c: 1, humidity_percent: 40 }).fault("unplugged", { from: "3ms", to: "5ms" });
    const board = boardWith(image, "failing", (b) => b.attach(part));
    expect(printed(board).slice(0, 2)).to.deep.equal(["OSError(110,) 50", "40.0 11"]);
  });

  it("waits for a slow part as long as it is told to", () => {
    const part = new BME280({ i2c: 1, humidity_percent: 40 }).fault("slow");
    expect(printed(boardWith(image, "patient", (b) => b.attach(part)))).to.deep.equal(["40.0 81"]);
  });

  it("waits until the part has copied its trimming", () => {
    class Copying extends BME280 {
      protected override status(): number {
        return this.now < 25_000 ? 1 : super.status();
      }
    }
    const board = boardWith(image, "once", (b) => b.attach(new Copying({ i2c: 1 })));
    expect(printed(board)[1]).to.equal("31");
  });

  it("tells that another chip answers", () => {
    const board = boardWith(image, "failing", (b) => b.attach(new BMP280({ i2c: 1 })));
    expect(printed(board)[0]).to.equal("OSError(19, 'chip id 0x58') 0");
    expect(board.i2c(1).trace.filter(({ bytes }) => bytes.length > 1)).to.deep.equal([]);
  });

  it("is modelled with one change of mode that waits for the end of a measurement", () => {
    // Two measurements of 5.5 ms, without humidity.
    const board = boardWith(image, "queue", (b) => b.attach(new BME280({ i2c: 1 })));
    expect(printed(board)).to.deep.equal(["8", "0"]);
  });

  it("is modelled with its registers, and nothing that it does not know goes unnoticed", () => {
    const board = boardWith(image, "raw", (b) => b.attach(new BME280({ i2c: 1 })));
    const skipped = "128,0,0,128,0,0,128,0";
    expect(printed(board)).to.deep.equal([
      `96 0,0,0,0 ${skipped}`,
      `8,37 ${skipped}`,
      "0,36 True",
      `0,0,0,0 ${skipped}`,
      ...new Array<string>(5).fill("OSError(5,)"),
      "0,0,0",
    ]);
    expect(board.remarks.map((text) => text.replace(/.*: /, ""))).to.deep.equal([
      "BME280 is modelled without its normal mode",
      "BME280 is modelled without its filter and its SPI of three wires",
      "BME280 takes pairs of register and byte",
      "BME280 has no register 0xd0 to write",
      "BME280 has no register 0xf6 to read",
    ]);
  });
});

// The fixed-point compensation of the data sheet, pages 25 and 26, in whole numbers as it stands there.

function integerTemperature(adc: number, [t1, t2, t3]: readonly number[]): number {
  const first = (((adc >> 3) - (t1 << 1)) * t2) >> 11;
  const half = (adc >> 4) - t1;
  return first + (((((half * half) >> 12) * t3) >> 14) | 0);
}

/** In Pa. */
function integerPressure(fine: number, adc: number, words: readonly number[]): number {
  const [p1, p2, p3, p4, p5, p6, p7, p8, p9] = words.map(BigInt);
  const x = BigInt(fine) - 128000n;
  const offset = x * x * p6 + ((x * p5) << 17n) + (p4 << 35n);
  const slope = ((1n << 47n) + ((x * x * p3) >> 8n) + ((x * p2) << 12n)) * p1;
  const p = (((1048576n - BigInt(adc)) << 31n) - offset) * 3125n;
  const q = p / (slope >> 33n);
  const bend = ((p9 * (q >> 13n) * (q >> 13n)) >> 25n) + ((p8 * q) >> 19n);
  return Number(((q + bend) >> 8n) + (p7 << 4n)) / 256;
}

/** In percent. */
function integerHumidity(fine: number, adc: number, words: readonly number[]): number {
  const [h1, h2, h3, h4, h5, h6] = words.map(BigInt);
  const x = BigInt(fine) - 76800n;
  const shifted = ((BigInt(adc) << 14n) - (h4 << 20n) - h5 * x + 16384n) >> 15n;
  const bent = ((((x * h6) >> 10n) * (((x * h3) >> 11n) + 32768n)) >> 10n) + 2097152n;
  const value = shifted * ((bent * h2 + 8192n) >> 14n);
  const bow = ((((value >> 15n) * (value >> 15n)) >> 7n) * h1) >> 4n;
  return Math.min(Math.max(Number((value - bow) >> 12n) / 1024, 0), 100);
}
