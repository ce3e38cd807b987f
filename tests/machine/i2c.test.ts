import { expect } from "chai";
import { runInNewContext } from "node:vm";
import type { I2CDevice, I2CTransfer, ImageMap, SimBoard } from "../../src/host/sim/index.ts";
import { boardWith, images, printed } from "./support.ts";

const BODIES: Record<string, string> = {
  registers: `
    const i2c = new machine.I2C(0, { scl: new Pin(22), sda: 21, freq: 100000 });
    i2c.writeto_mem(0x40, 0x05, [1, 2]);
    print(i2c.readfrom_mem(0x40, 5, 2).join());
    print(i2c.writeto(0x40, new Uint8Array([9])), i2c.readfrom(0x40, 3).join());
    i2c.writeto_mem(0x40, 0x1234, new Uint8Array([7]), { addrsize: 16 });
    i2c.writeto(0x40, [8], false);
    print(i2c.readfrom(0x40, 1, true).join());
    print(attempt(() => i2c.readfrom_mem(0x40, 1, 1, { addrsize: 12 })));`,
  scan: `
    const i2c = new machine.I2C(0);
    print(i2c.scan().map((a) => a.toString(16)).join());
    const start = ticks_us();
    i2c.readfrom(0x40, 100);
    print(ticks_diff(ticks_us(), start));`,
  nobody: `
    const i2c = new machine.I2C(1);
    print(attempt(() => i2c.readfrom(0x41, 1)), attempt(() => i2c.writeto(0x41, [1])), attempt(() => i2c.writeto(0x41, [])));
    print(attempt(() => i2c.readfrom_mem(0x41, 1, 1)), attempt(() => i2c.writeto_mem(0x41, 1, [1])));
    print(attempt(() => i2c.writeto(0x40, [1, 2, 3])), i2c.writeto(0x40, []), i2c.scan().join());
    print(attempt(() => new machine.I2C(2)), attempt(() => new machine.I2C(0, { scl: 34 })));`,
  held: `
    const i2c = new machine.I2C(0);
    const start = ticks_ms();
    print(attempt(() => i2c.readfrom(0x40, 1)), attempt(() => i2c.scan()), ticks_diff(ticks_ms(), start));`,
  stretched: `
    const i2c = new machine.I2C(0, { freq: 100000 });
    const start = ticks_us();
    i2c.readfrom(0x40, 1);
    print(ticks_diff(ticks_us(), start), attempt(() => i2c.readfrom(0x40, 1)));`,
  broken: `
    const i2c = new machine.I2C(0);
    print(attempt(() => i2c.readfrom(0x40, 1)), attempt(() => i2c.readfrom(0x40, 1)));`,
};

/** Acknowledges and gives everything, and remembers what it was told. */
class Memory implements I2CDevice {
  readonly told: string[] = [];
  constructor(readonly address = 0x40) {}
  write(bytes: Uint8Array, { repeated, stop }: I2CTransfer): number | boolean {
    this.told.push(`write ${bytes.join()} ${repeated} ${stop}`);
    return true;
  }
  read(count: number, { repeated, stop }: I2CTransfer): ArrayLike<number> | false {
    this.told.push(`read ${count} ${repeated} ${stop}`);
    return Array.from({ length: count }, (_, i) => i + 1);
  }
}

describe("machine.I2C", () => {
  let image: { code: string; map: ImageMap };

  before(async () => {
    image = await images(BODIES);
  });

  const run = (name: string, prepare?: (board: SimBoard) => void): SimBoard =>
    boardWith(image, name, prepare);

  it("writes and reads registers, with repeated starts", () => {
    const memory = new Memory();
    const board = run("registers", (b) => b.i2c(1).attach(memory));
    expect(printed(board)).to.deep.equal(["1,2", "1 1,2,3", "1", "ValueError('invalid addrsize',)"]);
    expect(memory.told).to.deep.equal([
      "write 5,1,2 false true",
      "write 5 false false",
      "read 2 true true",
      "write 9 false true",
      "read 3 false true",
      "write 18,52,7 false true",
      "write 8 false false",
      "read 1 true true",
    ]);
    const bus = board.i2c(1);
    expect(bus.pins).to.deep.equal({ scl: "D22", sda: "D21" });
    expect(bus.frequency).to.equal(100_000);
    // START, 9 bits for each of 4 bytes, STOP, at 10 µs a bit.
    expect(bus.trace[0]).to.deep.equal({
      kind: "write",
      address: 0x40,
      bytes: [5, 1, 2],
      at: 0,
      end: 380,
      repeated: false,
      stop: true,
    });
    expect(bus.trace[2]).to.deep.include({ kind: "read", bytes: [1, 2], repeated: true, stop: true });
  });

  it("finds devices by reading, and takes 400 kHz if nothing else is said", () => {
    const board = run("scan", (b) => {
      b.i2c(1).attach(new Memory(0x76));
      b.i2c(1).attach(new Memory());
      b.i2c(1).attach(new Memory(0x03));
    });
    // 1 + 9 * 101 + 1 bits.
    expect(printed(board)).to.deep.equal(["40,76", "2278"]);
    expect(board.i2c(1).trace.map(({ kind }) => kind)).to.not.include("write");
  });

  it("raises ENODEV where nobody acknowledges", () => {
    const board = run("nobody", (b) => b.i2c(2).attach({ address: 0x40, write: () => 1, read: () => [0] }));
    expect(printed(board)).to.deep.equal([
      `OSError(19,) OSError(19,) OSError(19,)`,
      `OSError(19,) OSError(19,)`,
      `OSError(19,) 0 64`,
      `ValueError("I2C(2) doesn't exist",) Error('D34 is input only: it cannot drive an I2C bus',)`,
    ]);
    expect(board.i2c(2).trace.find(({ nack }) => nack === "data")).to.deep.include({ bytes: [1, 2] });
    expect(board.i2c(2).trace[0]).to.deep.include({ address: 0x41, nack: "address", bytes: [] });
  });

  it("raises ETIMEDOUT for a bus that is held, also from scan", () => {
    const board = run("held", (b) => {
      b.i2c(1).attach(new Memory());
      b.i2c(1).stuck = true;
    });
    expect(printed(board)).to.deep.equal(["OSError(110,) OSError(110,) 2000"]);
  });

  it("waits while a device stretches the clock, up to ten bits", () => {
    let micros = 100;
    const board = run("stretched", (b) =>
      b.i2c(1).attach({
        address: 0x40,
        write: () => true,
        read(_, transfer) {
          transfer.stretch(micros++);
          return [1];
        },
      }),
    );
    expect(printed(board)).to.deep.equal(["300 OSError(110,)"]);
  });

  it("raises EIO for what the device cannot do, and the board says why", () => {
    let calls = 0;
    const board = run("broken", (b) =>
      b.i2c(1).attach({
        address: 0x40,
        write: () => true,
        read() {
          if (calls++) return [1, 2];
          throw new Error("no such register");
        },
      }),
    );
    expect(printed(board)).to.deep.equal(["OSError(5,) OSError(5,)"]);
    expect(board.remarks).to.deep.equal([
      "I2C1, device 0x40: Error: no such register",
      "I2C1, device 0x40: RangeError: it gave 2 bytes where 1 were asked for",
    ]);
  });

  it("is refused where there is no bus", async () => {
    const { code } = await images({ none: `print(attempt(() => new machine.I2C(0)));` }, "bare");
    const lines: string[] = [];
    runInNewContext(code, { print: (line: string) => lines.push(line), which: () => "none" });
    expect(lines).to.deep.equal([`ValueError("I2C(0) doesn't exist",)`]);
  });
});
