import { expect } from "chai";
import { runInNewContext } from "node:vm";
import type { ImageMap, SimBoard, SPIDevice } from "../../src/host/sim/index.ts";
import { boardWith, images, printed } from "./support.ts";

const BODIES: Record<string, string> = {
  talk: `
    const spi = new machine.SPI(2, { baudrate: 500000, polarity: 1, phase: 1, sck: new Pin(18), mosi: 23, miso: 19 });
    const cs = new Pin(5, Pin.OUT, { value: 1 });
    cs.off();
    const start = ticks_us();
    spi.write([1, 2]);
    print(ticks_us() - start, spi.read(2).join(), spi.read(1, 7)[0]);
    cs.on();
    cs.off();
    const got = new Uint8Array(3);
    spi.write_readinto(new Uint8Array([10, 20, 30]), got);
    print(got.join());
    spi.readinto(got, 40);
    print(got.join());
    cs.on();
    print(attempt(() => spi.write_readinto([1, 2], got)));`,
  usual: `
    const spi = new machine.SPI(1);
    print(spi.read(2).join());
    print(attempt(() => new machine.SPI(0)), attempt(() => new machine.SPI(1, { mosi: 34 })));
    print(attempt(() => new machine.SPI(1, { bits: 16 })), attempt(() => new machine.SPI(1, { firstbit: machine.SPI.LSB })));
    print(new machine.SPI(1, { bits: 8, firstbit: machine.SPI.MSB }).id);`,
};

/** Gives each byte back one more, and notes when it is selected. */
class Adder implements SPIDevice {
  readonly seen: (string | number)[] = [];
  constructor(
    readonly cs: number | undefined,
    readonly modes?: readonly number[],
  ) {}
  transfer(byte: number): number {
    this.seen.push(byte);
    return byte + 1;
  }
  select(selected: boolean): void {
    this.seen.push(selected ? "on" : "off");
  }
}

describe("machine.SPI", () => {
  let image: { code: string; map: ImageMap };

  before(async () => {
    image = await images(BODIES);
  });

  const run = (name: string, prepare?: (board: SimBoard) => void): SimBoard =>
    boardWith(image, name, prepare);

  it("writes and reads at once, with a device that its pin selects", () => {
    const adder = new Adder(5, [3]);
    const other = new Adder(4);
    const board = run("talk", (b) => {
      b.spi(2).attach(adder);
      b.spi(2).attach(other);
      b.pins.D4.drive(1);
    });
    expect(printed(board)).to.deep.equal([
      "32 1,1 8",
      "11,21,31",
      "41,41,41",
      "ValueError('buffers must be the same length',)",
    ]);
    expect(adder.seen.slice(1).join()).to.equal("on,1,2,0,0,7,off,on,10,20,30,40,40,40,off");
    expect(other.seen.filter(Number)).to.deep.equal([]);
    expect(board.spi(2).settings).to.deep.equal({
      baudrate: 500_000,
      mode: 3,
      sck: "D18",
      mosi: "D23",
      miso: "D19",
    });
    const [first] = board.spi(2).trace;
    expect(first).to.deep.include({ mosi: [1, 2], miso: [2, 3], selected: [5] });
    expect(first.end - first.at).to.equal(32);
    expect(board.remarks.filter((text) => text.startsWith("SPI"))).to.deep.equal([]);
  });

  it("says on the desk who does not listen, and reads ones then", () => {
    const board = run("usual");
    expect(printed(board)[0]).to.equal("255,255");
    expect(board.remarks).to.deep.include("SPI1: no device is selected in a transfer");
    const deaf = run("usual", (b) => b.spi(1).attach(new Adder(undefined, [1, 2])));
    expect(printed(deaf)[0]).to.equal("255,255");
    expect(deaf.remarks).to.deep.include("SPI1, device of GPIO undefined: it does not know mode 0");
    expect(printed(run("usual", (b) => b.spi(1).attach(new Adder(undefined))))[0]).to.equal("1,1");
  });

  it("refuses other words than Espruino has, and buses that are not there", () => {
    const words = (id: number): string =>
      `NotImplementedError('SPI(${id}): words have 8 bits, the highest one first',)`;
    const [, missing, refused, id] = printed(run("usual"));
    expect(missing).to.match(/^ValueError\("SPI\(0\) doesn't exist",\) Error\('D34 is input only/);
    expect(refused).to.equal(`${words(1)} ${words(1)}`);
    expect(id).to.equal("1");
  });

  it("is refused where there is no bus", async () => {
    const { code } = await images({ none: `print(attempt(() => new machine.SPI(1)));` }, "bare");
    const lines: string[] = [];
    runInNewContext(code, { print: (line: string) => lines.push(line), which: () => "none" });
    expect(lines).to.deep.equal([`ValueError("SPI(1) doesn't exist",)`]);
  });

  it("each device has a select pin of its own", () => {
    expect(() =>
      run("usual", (b) => {
        b.spi(1).attach(new Adder(5));
        b.spi(1).attach(new Adder(5));
      }),
    ).to.throw(RangeError, "SPI1: two devices are selected by GPIO 5");
  });
});
