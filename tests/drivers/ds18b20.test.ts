import { expect } from "chai";
import { DS18B20, OneWireSlave, type DS18B20Options, type SimBoard } from "../../src/host/sim/index.ts";
import { boardWith, images, printed, type Image } from "./support.ts";

const BODIES: Record<string, string> = {
  table: `
    const probe = new drivers.DS18B20(new OneWire(13));
    for (let i = 1; i < 10; i++) {
      print((await probe.read()).temperature_c);
      await sleep_ms(i * 1000 - ticks_ms());
    }`,
  coarse: `
    const wire = new OneWire(13);
    for (const resolution of [9, 10, 11, 12]) {
      const start = ticks_ms();
      const { temperature_c } = await new drivers.DS18B20(wire, { resolution }).read();
      print(temperature_c, ticks_diff(ticks_ms(), start));
    }`,
  several: `
    const probes = await drivers.find_ds18b20(new OneWire(13), { resolution: 10 });
    print(probes.map(({ rom }) => rom[1]));
    const start = ticks_ms();
    print((await drivers.read_ds18b20(probes)).map((it) => it.temperature_c), ticks_diff(ticks_ms(), start));
    print((await gather(...probes.map((it) => it.read()))).map((it) => it.temperature_c));`,
  some: `
    const wire = new OneWire(13);
    const probes = await drivers.find_ds18b20(wire);
    await sleep_ms(1000);
    const start = ticks_ms();
    print(await drivers.read_ds18b20(probes, { return_exceptions: true }));
    print(await failure(drivers.read_ds18b20(probes)));
    const alone = ticks_ms();
    print(await failure(probes[0].read()), ticks_diff(ticks_ms(), alone) < 50);
    print(await failure((async () => new drivers.DS18B20(wire, { resolution: 13 }))()));
    print(await drivers.read_ds18b20([]), await failure(drivers.read_ds18b20([new drivers.DS18B20(wire)])));
    print(ticks_diff(ticks_ms(), start) < 1700, drivers.bus_lock(wire).locked());`,
  failing: `
    const wire = new OneWire(13);
    const probe = new drivers.DS18B20(wire);
    const start = ticks_ms();
    print(await failure(probe.read()));
    print(ticks_diff(ticks_ms(), start) <= 1100, drivers.bus_lock(wire).locked());
    await sleep_ms(20000);
    print((await probe.read()).temperature_c);`,
  find: `
    const found = await failure(drivers.find_ds18b20(new OneWire(13)));
    print(found.map ? found.map(({ rom }) => rom[0]) : found);`,
  cancel: `
    const wire = new OneWire(13);
    const probe = new drivers.DS18B20(wire);
    const task = create_task(probe.read());
    const next = create_task(probe.read());
    await sleep_ms(200);
    task.cancel();
    print(await failure(task));
    const { temperature_c } = await next;
    const last = create_task(probe.read());
    await sleep_ms(200);
    last.cancel();
    await failure(last);
    print(temperature_c, drivers.bus_lock(wire).locked());`,
  late: `
    const busy = create_task((async () => { for (;;) { spend(5000); await sleep_ms(1); } })());
    print((await new drivers.DS18B20(new OneWire(13)).read()).temperature_c);
    busy.cancel();`,
  // Without the driver.
  weak: `
    const wire = new OneWire(13);
    wire.reset();
    wire.write([0xcc, 0x44]);
    await sleep_ms(800);
    wire.reset();
    wire.write([0xcc, 0xbe]);
    print(wire.read(2).join());`,
  strong: `
    const wire = new OneWire(13);
    for (const ms of [750, 740]) {
      wire.reset();
      wire.write([0xcc, 0x44], true);
      await sleep_ms(ms);
      wire.reset();
      await sleep_ms(100);
      wire.reset();
      wire.write([0xcc, 0xbe]);
      print(wire.read(2).join());
    }`,
  raw: `
    const wire = new OneWire(13);
    const command = (...bytes) => { wire.reset(); wire.write([0xcc, ...bytes]); };
    const pad = () => { command(0xbe); const data = wire.read(9); return [data[2], data[3], data[4]] + " " + wire.crc8(data); };
    print(pad());
    command(0x4e, 21, 236, 0);
    print(pad());
    command(0xb8);
    print(wire.readbyte(), pad());
    command(0x4e, 21, 236, 0);
    command(0x48);
    print(wire.readbyte());
    await sleep_ms(11);
    print(wire.readbyte());
    command(0x4e, 1, 2, 127);
    command(0xb8);
    print(pad());
    command(0x33);
    command(0x4e, 1);
    wire.reset();`,
  alarm: `
    const wire = new OneWire(13);
    wire.reset();
    wire.write([0xcc, 0x44]);
    await sleep_ms(800);
    wire.reset();
    wire.writebyte(0xec);
    // Who takes part gives its first bit, which is 0, and its complement, and is not meant by the 1 that follows.
    print(wire.readbyte() == 254);`,
};

/** Has a ROM code and does nothing else. */
class Stranger extends OneWireSlave {
  protected command(): undefined {
    return undefined;
  }
}

const part = (options: Partial<DS18B20Options> = {}): DS18B20 =>
  new DS18B20({ pin: 13, seed: 1, ...options });

describe("DS18B20", () => {
  let image: Image;

  before(async () => {
    image = await images(BODIES);
  });

  const run = (name: string, ...parts: DS18B20[]): SimBoard =>
    boardWith(image, name, (b) => parts.forEach((it) => b.attach(it)));

  it("gives the temperatures of the data sheet's table", () => {
    // Table 1, temperature and the digital output. It has 85 °C, too, which a sensor has at power-on.
    const table: [number, number][] = [
      [125, 0x07d0],
      [25.0625, 0x0191],
      [10.125, 0x00a2],
      [0.5, 0x0008],
      [0, 0x0000],
      [-0.5, 0xfff8],
      [-10.125, 0xff5e],
      [-25.0625, 0xfe6f],
      [-55, 0xfc90],
    ];
    const board = run("table", part({ temperature_c: (time_s) => table[Math.floor(time_s)][0] }));
    expect(printed(board)).to.deep.equal(table.map(([temperature_c]) => String(temperature_c)));
    const pads = board.onewire(13).trace.filter(({ kind, bytes }) => kind === "read" && bytes?.length === 9);
    const outputs = pads.map(({ bytes = [] }) => bytes[0] | (bytes[1] << 8));
    expect(outputs).to.deep.equal(table.map(([, output]) => output));
    expect(board.remarks).to.deep.equal([]);
  });

  it("takes half the time with each bit less, and leaves the bits out that are undefined", () => {
    const lines = printed(run("coarse", part({ temperature_c: 21.69 })));
    expect(lines.map((line) => line.split(" ")[0])).to.deep.equal(["21.5", "21.5", "21.625", "21.6875"]);
    const times = lines.map((line) => Number(line.split(" ")[1]));
    [94, 188, 375, 750].forEach((ms, i) => expect(times[i]).to.be.within(ms, ms + 50));
    const parasite = printed(run("coarse", part({ temperature_c: -21.69, parasite: true })));
    expect(parasite.map((line) => line.split(" ")[0])).to.deep.equal(["-22", "-21.75", "-21.75", "-21.6875"]);
  });

  for (const parasite of [false, true])
    it(`reads several in one conversion${parasite ? ", all without a supply" : ""}`, () => {
      const board = run(
        "several",
        part({ temperature_c: 10, serial: 1, parasite }),
        part({ temperature_c: 20, serial: 6, parasite }),
        part({ temperature_c: 30, serial: 3, parasite }),
      );
      const [found, all, each] = printed(board);
      expect(found).to.equal("[6, 1, 3]");
      expect(all).to.match(/^\[20, 10, 30\] (2[5-9]\d|3[01]\d)$/);
      expect(each).to.equal("[20, 10, 30]");
      expect(board.remarks).to.deep.equal([]);
    });

  it("tells which one of several is gone", () => {
    const board = boardWith(image, "some", (b) => {
      b.attach(part({ temperature_c: 10, serial: 1 }));
      b.attach(part({ serial: 2 })).fault("unplugged", { from: "0.5s" });
    });
    expect(printed(board)).to.deep.equal([
      "[OSError(19,), {'temperature_c': 10}]",
      "OSError(19,)",
      // Nobody begins to convert.
      "OSError(19,) True",
      "ValueError('DS18B20: resolution is 9 to 12',)",
      "[] ValueError('DS18B20: one bus, and a rom for each',)",
      "True False",
    ]);
  });

  it("says what is wrong, lets go of the bus and reads again once the fault is gone", () => {
    for (const [fault, error, options] of [
      ["unplugged", "OSError(19,)"],
      ["nack", "OSError(19,)"],
      ["stuck", "OSError(110,)"],
      ["checksum", "ChecksumError('DS18B20',)"],
      ["slow", "OSError(110,)"],
      ["slow", "ValueError('DS18B20: 85 C is no reading, is its power bad?',)", { parasite: true }],
      ["checksum", "ChecksumError('DS18B20',)", { parasite: true }],
    ] as const) {
      const board = boardWith(image, "failing", (b) => {
        b.attach(part({ ...options, temperature_c: 5 })).fault(fault, { to: "15s" });
      });
      expect(printed(board), fault).to.deep.equal([error, "True False", "5"]);
    }
  });

  it("copes with a checksum that is wrong now and then", () => {
    const board = boardWith(image, "table", (b) => {
      b.attach(part({ temperature_c: 5 })).fault("checksum", { probability: 0.3 });
    });
    expect(printed(board)).to.deep.equal(Array(9).fill("5"));
    const pads = board.onewire(13).trace.filter(({ bytes }) => bytes?.length === 9);
    expect(pads.length).to.be.above(9);
  });

  it("says when it is unplugged or the wire is held low in the middle of a conversion", () => {
    for (const parasite of [false, true])
      for (const [fault, error] of [
        ["unplugged", "OSError(19,)"],
        ["stuck", "OSError(110,)"],
      ] as const) {
        const board = boardWith(image, "failing", (b) => {
          b.attach(part({ parasite, temperature_c: 5 })).fault(fault, { from: "0.3s", to: "15s" });
        });
        expect(printed(board)).to.deep.equal([error, "True False", "5"]);
        expect(board.remarks).to.deep.equal([]);
      }
  });

  it("finds only its own kind, and nobody on a wire without devices", () => {
    const found = (...roms: number[][]): string[] =>
      printed(
        boardWith(image, "find", (b) => {
          for (const rom of roms) b.onewire(13).attach(new Stranger(rom));
        }),
      );
    expect(found()).to.deep.equal(["[]"]);
    expect(found([0x10, 1, 0, 0, 0, 0, 0], [0x28, 1, 0, 0, 0, 0, 0])).to.deep.equal(["[40]"]);
    expect(found([0x28, 1, 0, 0, 0, 0, 0, 0])).to.deep.equal(["ChecksumError('DS18B20',)"]);
  });

  it("is free again for the next task when a reading is cancelled", () => {
    for (const parasite of [false, true]) {
      const board = run("cancel", part({ temperature_c: 7, parasite }));
      expect(printed(board)).to.deep.equal(["CancelledError()", "7 False"]);
      // Cancelled once more at the end: the strong pull-up is over then.
      const last = board.onewire(13).trace.pop();
      expect(last?.kind).to.equal(parasite ? "reset" : "read");
    }
  });

  it("reads the same on a busy board", () => {
    for (const parasite of [false, true]) {
      const board = boardWith(image, "late", (b) => {
        b.define("spend", (us) => {
          b.spend(us as number);
        });
        b.attach(part({ temperature_c: -3.25, parasite }));
      });
      expect(printed(board)).to.deep.equal(["-3.25"]);
    }
  });

  it("is modelled to give 85 °C if it lives on the wire and nobody holds that high meanwhile", () => {
    const weak = (options: Partial<DS18B20Options>): string[] =>
      printed(boardWith(image, "weak", (b) => b.attach(part({ ...options, temperature_c: 1 }))));
    expect(weak({ parasite: true })).to.deep.equal(["80,5"]);
    expect(weak({ parasite: false })).to.deep.equal(["16,0"]);
    // Long enough, and not.
    const strong = boardWith(image, "strong", (b) => b.attach(part({ parasite: true, temperature_c: 1 })));
    expect(printed(strong)).to.deep.equal(["16,0", "80,5"]);
  });

  it("is modelled with a scratchpad, and an EEPROM behind it", () => {
    const board = boardWith(image, "raw", (b) => b.attach(part({ resolution: 11 })));
    expect(printed(board)).to.deep.equal([
      "75,70,95 0",
      "21,236,31 0",
      "255 75,70,95 0",
      "0",
      "255",
      "21,236,31 0",
    ]);
    const [command, write] = board.remarks;
    expect(command).to.match(
      /^1-Wire at D13, device 28010000000000..: Error: it has no function command 0x33$/,
    );
    expect(write).to.contain("a write to the scratchpad was ended after less than three bytes");
    expect(board.remarks.length).to.equal(2);
  });

  it("is modelled to answer an alarm search if it is too cold or too warm", () => {
    const found = (temperature_c: number): string[] =>
      printed(boardWith(image, "alarm", (b) => b.attach(part({ temperature_c }))));
    expect([found(70.9), found(72), found(75), found(-10)]).to.deep.equal([
      ["True"],
      ["False"],
      ["True"],
      ["True"],
    ]);
  });

  it("is told from others by its serial number", () => {
    expect(() => boardWith(image, "weak", (b) => [part(), part()].map((it) => b.attach(it)))).to.throw(
      RangeError,
      "two devices with the ROM code 2801",
    );
  });
});
