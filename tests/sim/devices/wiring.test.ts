import { expect } from "chai";
import {
  BH1750,
  Part,
  SimBoard,
  type PartKind,
  type PartOptions,
  type Source,
} from "../../../src/host/sim/index.ts";

/** A part with a wire of each kind, that gives away its random numbers. */
class Probe extends Part {
  static readonly kind: PartKind = {
    name: "Probe",
    wires: {
      out: { kind: "pin", use: "output", optional: true },
      in: { kind: "pin", use: "input", optional: true },
      volts: { kind: "pin", use: "adc", optional: true },
      wire: { kind: "onewire" },
      serial: { kind: "serial" },
    },
    quantities: { light_lx: { min: 0, max: 10, usual: 5 } },
    settings: { level: { type: "number", min: 1, max: 3, usual: 2 }, name: { type: "string", usual: "x" } },
    faults: ["unplugged"],
  };
  constructor(options: Record<string, unknown>) {
    super(Probe.kind, { wire: 13, serial: 2, ...options } as PartOptions);
  }
  protected override connect(): () => void {
    return () => undefined;
  }
  numbers(): string {
    return [this.random.next(), this.random.next()].join();
  }
  light(): number {
    return this.quantity("light_lx");
  }
}

describe("a part", () => {
  it("is refused where the board has no such place, with what is allowed", () => {
    const rows: [options: Record<string, unknown>, message: RegExp][] = [
      [{ out: 34 }, /^Probe: out: GPIO 34 of ESP32 is input only: .* \(outputs: 4, 13/],
      [{ in: 6 }, /^Probe: in: GPIO 6 of ESP32 belongs to the flash chip/],
      [
        { volts: 4 },
        /^Probe: volts: GPIO 4 of ESP32 is an input of ADC2, .* \(analog inputs: 32 to 36, 39\)/,
      ],
      [{ in: 24 }, /^Probe: in: ESP32 has no GPIO 24/],
      [{ in: 1 }, /^Probe: in: GPIO 1 of ESP32 is the console's/],
      [{ wire: 35 }, /^Probe: wire: GPIO 35 of ESP32 is input only/],
      [{ serial: 1 }, /^Probe: serial: Serial1 of ESP32 is the console \(serial ports: Serial2, Serial3\)/],
      [{ serial: 4 }, /^Probe: serial: ESP32 has no Serial4 \(it has Serial2, Serial3\)/],
      [{ in: 25, out: 25 }, /^Probe: out: GPIO 25 is its in, too/],
    ];
    for (const [options, message] of rows)
      expect(() => new SimBoard().attach(new Probe(options)), JSON.stringify(options)).to.throw(
        RangeError,
        message,
      );
  });

  it("is refused where another one is, but 1-Wire parts share a pin", () => {
    const board = new SimBoard();
    const first = board.attach(new Probe({ in: 25 }));
    expect(() => board.attach(new Probe({ serial: 3, out: 25 }))).to.throw(
      "Probe: out: Probe is at GPIO 25 already, as its in",
    );
    expect(() => board.attach(new Probe({}))).to.throw("Probe: serial: Probe is at Serial2 already");
    expect(() => board.attach(new Probe({ serial: 3, out: 13 }))).to.throw(
      "Probe: out: Probe is at GPIO 13 already, as its wire",
    );
    board.attach(new Probe({ serial: 3 }));
    first.detach();
    board.attach(new Probe({ in: 25 }));
    board.attach(new BH1750({ i2c: 1 }));
    board.attach(new BH1750({ i2c: 2 }));
    board.attach(new BH1750({ i2c: 1, address: 0x5c }));
    expect(() => board.attach(new BH1750({ i2c: 1, address: 0x23 }))).to.throw(
      "BH1750: address: BH1750 has the address 0x23 of I2C1 already",
    );
  });

  it("is refused with options that it does not have or that cannot be", () => {
    const rows: [options: Record<string, unknown>, message: string][] = [
      [
        { lux: 5 },
        'Probe has no option "lux" (options: out, in, volts, wire, serial, light_lx, level, name, seed)',
      ],
      [{ light_lx: 11 }, "Probe: light_lx is from 0 to 10, not 11"],
      [{ light_lx: "5" }, 'Probe: light_lx is from 0 to 10, not "5"'],
      [{ wire: undefined }, "Probe needs wire: the number of a pin"],
      [{ serial: "2" }, 'Probe: serial is the number of a serial port, not "2"'],
      [{ level: 4 }, "Probe: level is from 1 to 3, not 4"],
      [{ level: true }, "Probe: level is a number, not true"],
      [{ name: 1 }, "Probe: name is a string, not 1"],
      [{ seed: 1.5 }, "Probe: seed is a whole number, not 1.5"],
    ];
    for (const [options, message] of rows)
      expect(() => new Probe(options), JSON.stringify(options)).to.throw(RangeError, message);
    expect(() => new BH1750({ i2c: 1, address: 0x24 })).to.throw(
      "BH1750: address can be 0x23 or 0x5c, not 0x24",
    );
  });

  it("measures what its source says, now or from a change on, within its range", () => {
    const board = new SimBoard();
    const source: Source = (time_s) => time_s;
    const part = board.attach(new Probe({ light_lx: source }));
    board.run({ for: 4e6 });
    expect(part.light()).to.equal(4);
    part.set("light_lx", 7);
    expect(part.light()).to.equal(7);
    expect(() => part.set("light_lx", 70)).to.throw("from 0 to 10, not 70");
    expect(() => part.set("lux", 7)).to.throw("Probe measures no lux (quantities: light_lx)");
    part.set("light_lx", () => 11);
    expect(() => part.light()).to.throw("from 0 to 10, not 11");
  });

  it("has random numbers by the board's seed and its place, or by a seed of its own", () => {
    const numbers = (seed: number, own?: number): string[] => {
      const board = new SimBoard({ seed });
      const parts = [{ serial: 2 }, { serial: 3 }].map((one) => new Probe({ ...one, seed: own }));
      return parts.map((part) => board.attach(part).numbers());
    };
    const [first, second] = numbers(1);
    expect(first).not.to.equal(second);
    expect(numbers(1)).to.deep.equal([first, second]);
    expect(numbers(2)).not.to.include(first).and.not.to.include(second);
    const [own, again] = numbers(1, 7);
    expect(own).to.equal(again).and.to.equal(numbers(2, 7)[0]);
  });
});
