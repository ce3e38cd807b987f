import { expect } from "chai";
import {
  BH1750,
  BME280,
  DHT22,
  DS18B20,
  HCSR04,
  SHT31,
  type Part,
  type SimBoard,
} from "../../src/host/sim/index.ts";
import { boardWith, images, printed } from "./support.ts";

const BODIES = {
  six: `
    const i2c = new I2C(0);
    const sensors = [
      new drivers.BME280(i2c), new drivers.BH1750(i2c), new drivers.SHT31(i2c), new drivers.DHT22(new Pin(4)),
      new drivers.HCSR04(new Pin(25, Pin.OUT), new Pin(26, Pin.IN, Pin.PULL_DOWN)), new drivers.DS18B20(new OneWire(13)),
    ];
    const read = (sensor) => sensor.read();
    await gather(...sensors.map(read));
    let slowest = 0;
    for (const sensor of sensors) {
      await sleep_ms(5000);
      const start = ticks_us();
      await sensor.read();
      slowest = Math.max(slowest, ticks_diff(ticks_us(), start));
    }
    for (let round = 0; round < 10; round++) {
      await sleep_ms(5000 + round * 7);
      const start = ticks_us();
      const readings = await gather(...sensors.map(read));
      print(slowest, ticks_diff(ticks_us(), start), readings.length);
    }`,
};

const PARTS = (): Part[] => [
  new BME280({ i2c: 1 }),
  new BH1750({ i2c: 1 }),
  new SHT31({ i2c: 1 }),
  new DHT22({ pin: 4 }),
  new HCSR04({ trigger: 25, echo: 26 }),
  new DS18B20({ pin: 13 }),
];

describe("six sensors read through gather", () => {
  let board: SimBoard;

  before(async () => {
    const image = await images(BODIES);
    board = boardWith(image, "six", (b) => PARTS().forEach((part) => b.attach(part)), { for: 200_000_000 });
  });

  it("take no longer than the slowest of them, plus 2 %", () => {
    const rounds = printed(board).map((line) => line.split(" ").map(Number));
    expect(rounds).to.have.length(10);
    for (const [slowest, all, count] of rounds) {
      expect(count).to.equal(6);
      expect(all / slowest, `${all} us, the slowest ${slowest} us`).to.be.within(0.9, 1.02);
    }
    expect(board.remarks).to.deep.equal([]);
  });
});
