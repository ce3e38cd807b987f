import { expect } from "chai";
import { BH1750 } from "../../src/host/sim/index.ts";
import { boardWith, images, printed, type Image } from "./support.ts";

const BODIES: Record<string, string> = {
  read: `
    const light = new drivers.BH1750(new I2C(0));
    const start = ticks_ms();
    const { illuminance_lx } = await light.read();
    print(Math.round(illuminance_lx * 10) / 10, ticks_diff(ticks_ms(), start));`,
  both: `
    const light = new drivers.BH1750(new I2C(0), { address: 0x5c });
    const start = ticks_ms();
    const [a, b] = await gather(light.read(), light.read());
    print(Math.round(a.illuminance_lx), Math.round(b.illuminance_lx), ticks_diff(ticks_ms(), start));`,
  failing: `
    const light = new drivers.BH1750(new I2C(0));
    print(await failure(light.read()));
    await sleep_ms(1000);
    const { illuminance_lx } = await light.read();
    print(Math.round(illuminance_lx));`,
};

describe("BH1750", () => {
  let image: Image;

  before(async () => {
    image = await images(BODIES);
  });

  it("measures the light in 180 ms", () => {
    const board = boardWith(image, "read", (b) => b.attach(new BH1750({ i2c: 1, illuminance_lx: 1000 })));
    expect(printed(board)).to.deep.equal(["1000 180"]);
    expect(board.remarks).to.deep.equal([]);
  });

  it("gives 28067 lx for the raw value 0x8390 of the data sheet's example", () => {
    // Page 7: 1000 0011 1001 0000 means 33680 / 1.2.
    const board = boardWith(image, "read", (b) =>
      b.attach(new BH1750({ i2c: 1, illuminance_lx: 0x8390 / 1.2 + 0.1 })),
    );
    expect(printed(board)).to.deep.equal(["28066.7 180"]);
  });

  it("lets tasks take turns", () => {
    const board = boardWith(image, "both", (b) => {
      const source = (time_s: number): number => (time_s < 0.2 ? 100 : 300);
      b.attach(new BH1750({ i2c: 1, address: 0x5c, illuminance_lx: source }));
    });
    expect(printed(board)).to.deep.equal(["100 300 360"]);
  });

  it("reads again once the fault is gone", () => {
    for (const [fault, error] of [
      ["unplugged", "OSError(19, 'ENODEV')"],
      ["nack", "OSError(19, 'ENODEV')"],
      ["stuck", "OSError(110, 'ETIMEDOUT')"],
    ] as const) {
      const board = boardWith(image, "failing", (b) =>
        b.attach(new BH1750({ i2c: 1, illuminance_lx: 50 })).fault(fault, { to: "0.5s" }),
      );
      expect(printed(board)[0], fault).to.contain(error.slice(0, 9));
      expect(printed(board)[1], fault).to.equal("50");
    }
  });
});
