import { expect } from "chai";
import fc from "fast-check";
import { runInNewContext } from "node:vm";
import {
  oneWireCrc,
  OneWireSlave,
  type ImageMap,
  type Level,
  type SimBoard,
} from "../../src/host/sim/index.ts";
import { boardWith, images, printed } from "./support.ts";

const BODIES: Record<string, string> = {
  scan: `
    const wire = new machine.OneWire(new Pin(4));
    const hex = (bytes) => [].map.call(bytes, (b) => (b < 16 ? "0" : "") + b.toString(16)).join("");
    print(wire.scan().map(hex).join());
    print(wire.scan().map((rom) => wire.crc8(rom)).join());`,
  talk: `
    const wire = new machine.OneWire(4);
    const roms = wire.scan();
    for (const rom of roms) {
      wire.select_rom(rom);
      wire.writebyte(0xbe);
      print(wire.read(3).join(), wire.readbyte());
    }
    wire.select_rom(roms[1]);
    wire.write([0x4e, 7, 8]);
    print(wire.reset());
    wire.write(new Uint8Array([0xcc, 0x44]), true);
    print(wire.readbyte());
    await sleep_ms(10);
    print(wire.readbyte());
    wire.reset();
    wire.writebyte(0x33);
    print(wire.readbyte());`,
  nobody: `
    const wire = new machine.OneWire(4);
    print(wire.scan().length, wire.reset(), wire.readbyte(), attempt(() => wire.reset(true)), attempt(() => wire.select_rom(new Uint8Array(8))));
    print(attempt(() => new machine.OneWire(34)));`,
  shorted: `
    const wire = new machine.OneWire(4);
    print(wire.scan().length, wire.reset(), wire.readbyte());`,
  time: `
    const wire = new machine.OneWire(4);
    const start = ticks_us();
    wire.reset();
    const reset = ticks_us();
    wire.writebyte(0x33);
    const write = ticks_us();
    wire.readbyte();
    print(reset - start, write - reset, ticks_us() - write);`,
};

/** Sends what it has been given, and is busy for 5 ms after 0x44. */
class Scratchpad extends OneWireSlave {
  data = [1, 2, 3];
  readonly powered: string[] = [];
  private busyUntil = 0;
  private writing: number[] | undefined;
  protected command(byte: number, at: number): ArrayLike<number> | "more" | undefined {
    if (this.writing) {
      this.writing.push(byte);
      if (this.writing.length < 2) return "more";
      this.data = this.writing;
      this.writing = undefined;
      return undefined;
    }
    if (byte === 0xbe) return this.data;
    if (byte === 0x4e) {
      this.writing = [];
      return "more";
    }
    this.busyUntil = at + 5000;
    return undefined;
  }
  protected override idle(at: number): Level {
    return at < this.busyUntil ? 0 : 1;
  }
  power(on: boolean): void {
    this.powered.push(on ? "on" : "off");
  }
}

const rom = (...serial: number[]): number[] => [0x28, ...serial, 0, 0, 0, 0, 0, 0].slice(0, 7);

describe("machine.OneWire", () => {
  let image: { code: string; map: ImageMap };

  before(async () => {
    image = await images(BODIES);
  });

  const run = (name: string, prepare?: (board: SimBoard) => void): SimBoard =>
    boardWith(image, name, prepare);

  it("finds the ROM codes of all devices on a wire", () => {
    const one = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 6, maxLength: 6 });
    const property = fc.property(fc.uniqueArray(one, { maxLength: 6, selector: String }), (serials) => {
      const slaves = serials.map((serial) => new Scratchpad([0x28, ...serial]));
      const board = run("scan", (b) => slaves.forEach((slave) => b.onewire(4).attach(slave)));
      const [found, checksums] = printed(board);
      const codes = slaves.map((slave) => Buffer.from(slave.rom).toString("hex"));
      expect(found.split(",").sort()).to.deep.equal(codes.length ? codes.sort() : [""]);
      expect(checksums).to.equal(codes.map(() => "0").join());
    });
    fc.assert(property, { numRuns: 12, seed: 4 });
  });

  it("has the checksum of the application note", () => {
    // Maxim's application note 27: a ROM of family 2.
    expect(oneWireCrc([0x02, 0x1c, 0xb8, 0x01, 0, 0, 0])).to.equal(0xa2);
  });

  it("addresses one device and talks to it in bytes", () => {
    const [a, b] = [new Scratchpad(rom(1)), new Scratchpad(rom(2))];
    b.data = [4, 5, 6];
    const both = run("talk", (it) => {
      it.onewire(4).attach(b);
      it.onewire(4).attach(a);
    });
    const [first, second, present, busy, done, code] = printed(both);
    expect([first, second].sort()).to.deep.equal(["1,2,3 255", "4,5,6 255"]);
    expect([a.data.join(), b.data.join()]).to.include("7,8");
    expect([a.data.join(), b.data.join()].sort()).to.not.deep.equal(["7,8", "7,8"]);
    expect([present, busy, done, code]).to.deep.equal(["True", "0", "255", "40"]);
    expect(a.powered).to.deep.equal(["on", "off"]);
    const last = both.onewire(4).trace.filter(({ kind, power }) => kind === "write" && power);
    expect(last.map(({ bytes }) => bytes)).to.deep.equal([[0xcc, 0x44]]);
  });

  it("says that nobody is there, and which pin cannot be a bus", () => {
    const [line, pin] = printed(run("nobody"));
    expect(line).to.equal("0 False 255 OSError(19,) OSError(19,)");
    expect(pin).to.match(/^Error\('D34 is input only/);
  });

  it("a line shorted to ground has no devices", () => {
    const board = run("shorted", (b) => {
      b.onewire(4).attach(new Scratchpad(rom(1)));
      b.onewire(4).stuck = true;
    });
    expect(printed(board)).to.deep.equal(["0 True 0"]);
  });

  it("takes the time that the firmware does", () => {
    // 1 ms; four zeros of 70 and four ones of 65 µs; eight slots of 66 µs.
    const board = run("time", (b) => b.onewire(4).attach(new Scratchpad(rom(1))));
    expect(printed(board)).to.deep.equal(["1000 540 528"]);
  });

  it("is refused where there is none", async () => {
    const { code } = await images({ none: `print(attempt(() => new machine.OneWire(4)));` }, "bare");
    const lines: string[] = [];
    runInNewContext(code, { print: (line: string) => lines.push(line), which: () => "none" });
    expect(lines).to.deep.equal(["NotImplementedError('OneWire: the engine has none',)"]);
  });
});
