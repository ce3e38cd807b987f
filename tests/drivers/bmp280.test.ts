import { expect } from "chai";
import { BME280, BMP280 } from "../../src/host/sim/index.ts";
import type { BMX280Raw } from "../../src/host/sim/devices/bmx280.ts";
import { boardWith, images, printed, type Image } from "./support.ts";

const BODIES: Record<string, string> = {
  once: `
    const air = new drivers.BMP280(new I2C(0));
    const start = ticks_ms();
    const { temperature_c, pressure_hpa } = await air.read();
    print(temperature_c, pressure_hpa, ticks_diff(ticks_ms(), start));`,
  two: `
    const i2c = new I2C(0);
    const start = ticks_ms();
    const [a, b] = await gather(
      new drivers.BMP280(i2c).read(),
      new drivers.BMP280(i2c, { address: 0x77 }).read(),
    );
    print(a.pressure_hpa.toFixed(1), b.pressure_hpa.toFixed(1), ticks_diff(ticks_ms(), start));`,
  both: `
    const air = new drivers.BMP280(new I2C(0));
    const [a, b] = await gather(air.read(), air.read());
    print(a.temperature_c.toFixed(1), b.temperature_c.toFixed(1));`,
  cancelled: `
    const air = new drivers.BMP280(new I2C(0));
    const task = create_task(air.read());
    await sleep_ms(2);
    task.cancel();
    print(await failure(task));
    print((await air.read()).pressure_hpa.toFixed(1));`,
  // Every two seconds, of which each other one is for a fault.
  failing: `
    const air = new drivers.BMP280(new I2C(0), { timeout_ms: 25 });
    const value = async () => (await air.read()).pressure_hpa.toFixed(1);
    for (let i = 0; i < 8; i++) {
      const start = ticks_ms();
      print(await failure(value()), ticks_diff(ticks_ms(), start));
      await sleep_ms(2000 - ticks_diff(ticks_ms(), start));
    }`,
};

/** The part with what its converters say. */
class Converted extends BMP280 {
  constructor(private readonly said: Omit<BMX280Raw, "humidity">) {
    super({ i2c: 1 });
  }

  protected override convert(): BMX280Raw {
    return { ...this.said, humidity: 0 };
  }
}

describe("BMP280", () => {
  let image: Image;

  before(async () => {
    image = await images(BODIES);
  });

  it("gives 25.08 °C and 100653.27 Pa for the raw values of the data sheet's example, in 10 ms and what the bus takes", () => {
    // Revision 1.23, page 23.
    const board = boardWith(image, "once", (b) =>
      b.attach(new Converted({ temperature: 519888, pressure: 415148 })),
    );
    const [temperature, pressure, time] = printed(board)[0].split(" ").map(Number);
    expect(temperature).to.be.closeTo(25.08, 0.005);
    expect(pressure).to.be.closeTo(1006.5327, 0.00005);
    expect(time).to.equal(11);
    expect(board.remarks).to.deep.equal([]);
  });

  it("is read beside another one on the same bus", () => {
    const board = boardWith(image, "two", (b) => {
      b.attach(new BMP280({ i2c: 1, pressure_hpa: 700 }));
      b.attach(new BMP280({ i2c: 1, address: 0x77, pressure_hpa: 1050, temperature_c: -20 }));
    });
    expect(printed(board)).to.deep.equal(["700.0 1050.0 11"]);
  });

  it("lets tasks take turns", () => {
    const board = boardWith(image, "both", (b) =>
      b.attach(new BMP280({ i2c: 1, temperature_c: (time_s) => (time_s < 0.01 ? 10 : 30) })),
    );
    expect(printed(board)).to.deep.equal(["10.0 30.0"]);
  });

  it("reads again after a reading was cancelled in the middle", () => {
    const board = boardWith(image, "cancelled", (b) => b.attach(new BMP280({ i2c: 1, pressure_hpa: 990 })));
    expect(printed(board)).to.deep.equal(["CancelledError()", "990.0"]);
  });

  it("raises what is wrong, in time, and reads again once the fault is gone", () => {
    const faults = [
      ["unplugged", "OSError(19,) 0", "940.0 11"],
      ["nack", "OSError(19,) 0", "940.0 10"],
      ["stuck", "OSError(110,) 1000", "940.0 10"],
      ["slow", "OSError(110,) 30", "940.0 10"],
    ] as const;
    const part = new BMP280({ i2c: 1, pressure_hpa: 940 });
    for (const [i, [fault]] of faults.entries())
      part.fault(fault, { from: `${i * 4}s`, to: `${i * 4 + 1}s` });
    const board = boardWith(image, "failing", (b) => b.attach(part));
    expect(printed(board)).to.deep.equal(faults.flatMap(([, failed, read]) => [failed, read]));
  });

  it("tells that another chip answers, and leaves it alone", () => {
    const board = boardWith(image, "failing", (b) => b.attach(new BME280({ i2c: 1 })));
    expect(printed(board)[0]).to.equal("OSError(19, 'chip id 0x60') 0");
    expect(board.i2c(1).trace.filter(({ bytes }) => bytes.length > 1)).to.deep.equal([]);
  });
});
