import { Ajv } from "ajv";
import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attachParts, boardOfParts, loadParts, SimBoard } from "../../src/host/sim/index.ts";
import { partsSchema } from "../../src/host/sim/kit/parts_schema.ts";
import { partClasses } from "../../src/host/sim/kit/registry.ts";

const EXAMPLE = `{
  "$schema": "../../boards/parts/schema.json",
  "board": "esp32",
  "seed": 7,
  "brown_outs": ["10s"],
  "parts": [
    { "part": "BH1750", "name": "window", "i2c": 1, "address": "0x5c", "illuminance_lx": 100 },
    { "part": "BH1750", "i2c": 1, "address": 35,
      "illuminance_lx": { "csv": "light.csv", "column": "lux", "interpolation": "step", "repeat": "1d" },
      "faults": [{ "fault": "nack", "from": "2s", "to": "4s" }, { "fault": "stuck", "from": "9s", "probability": 0.5 }] }
  ]
}`;

const LIGHT = "time_s,lux,bad\n0,50,1\n3,60,\n";

describe("a board with parts in a file", () => {
  let folder: string;
  let file: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "uasyncio-parts-"));
    file = join(folder, "board.json");
    writeFileSync(join(folder, "light.csv"), LIGHT);
  });
  after(() => rmSync(folder, { recursive: true }));

  const load = (text: string, on?: string) => {
    writeFileSync(file, text);
    return loadParts(file, on);
  };

  /** What is said of a file, as \`line:column: message\`, hints below. */
  const refusal = (text: string, on?: string): string => {
    try {
      load(text, on);
    } catch (error) {
      return (error as Error).message.replaceAll(/^\S*[/\\](board\.json:)?/gm, "").replaceAll(" error:", "");
    }
    return "";
  };

  it("has what it says: parts at their places, with their values and faults", () => {
    const parts = load(EXAMPLE);
    expect(parts).to.include({ board: "esp32", seed: 7 });
    expect(boardOfParts(file)).to.equal("esp32");
    expect([...parts.named.keys()]).to.deep.equal(["window"]);
    expect(parts.brownOuts).to.deep.equal([10e6]);
    const board = new SimBoard();
    attachParts(board, parts);
    board.load(`I2C1.setup();
      function measure(address) {
        try {
          I2C1.writeTo(address, 0x20);
          setTimeout(function () { var d = I2C1.readFrom(address, 2); print(address, (d[0] * 256 + d[1]) / 1.2); }, 180);
        } catch (e) { print(address, e.message); }
      }
      [0, 2500, 4500].forEach(function (ms) { setTimeout(measure, ms, 0x23); setTimeout(measure, ms + 300, 0x5c); });`);
    board.run({ for: 9e6 });
    const noAck = "jshI2CWrite: slave doesn't ACK the transfer";
    expect(board.console.map(({ text }) => text)).to.deep.equal([
      "35 50",
      "92 100",
      `35 ${noAck}`,
      "92 100",
      "35 60",
      "92 100",
    ]);
    board.run({ for: 2e6 });
    expect(board.downs).to.deep.equal([{ at: 10e6, cause: "brownout" }]);
  });

  it("is refused with line, column and what is allowed", () => {
    const part = (rest: string) => `{ "parts": [\n{ "part": "BH1750", "i2c": 1${rest} }] }`;
    const rows: [text: string, message: string | RegExp, on?: string][] = [
      ["{", /^1:2: not a board with parts: Expected property name/],
      ["[]", "1:1: a board with parts is an object\n    keys: $schema, board, seed, brown_outs, parts"],
      ["{}", '1:1: the key "parts" is missing\n    it is a list of parts'],
      ['{ "parts": 1 }', "1:12: parts is a list of parts"],
      ['{\n"part": 1, "parts": [] }', /^2:1: there is no key "part"\n {4}did you mean parts\? keys: /],
      [
        '{ "board": "esp23", "parts": [] }',
        /^1:12: there is no board "esp23"\n {4}did you mean esp32\? boards: esp32, /,
      ],
      [
        '{ "board": "esp32", "parts": [] }',
        "1:12: the parts are for esp32, the program is for esp32c3",
        "esp32c3",
      ],
      ['{ "seed": "x", "parts": [] }', '1:11: seed is a whole number, not "x"'],
      ['{ "brown_outs": ["1s", "5 s"], "parts": [] }', /^1:24: "5 s" is no time: write 10s, 500ms/],
      ['{ "parts": [5] }', /^1:13: a part is an object\n/],
      ['{ "parts": [{}] }', /^1:13: the key "part" is missing\n {4}parts: BH1750, /],
      [
        '{ "parts": [{ "part": "BH175O" }] }',
        /^1:23: there is no part "BH175O"\n {4}did you mean BH1750\? parts: /,
      ],
      ['{ "parts": [{ "part": "BH1750" }] }', "1:13: BH1750 needs i2c: the number of an I2C bus"],
      [
        part(', "adress": 35'),
        /^2:31: BH1750 has no key "adress"\n {4}did you mean address\? keys: part, name, faults/,
      ],
      [part(', "address": "0x24"'), "2:42: BH1750: address can be 0x23 or 0x5c, not 0x24"],
      [part(', "illuminance_lx": 1e6'), "2:49: BH1750: illuminance_lx is from 0 to 100000, not 1000000"],
      [part(', "illuminance_lx": "5"'), '2:49: BH1750: illuminance_lx is from 0 to 100000, not "5"'],
      [part(', "illuminance_lx": {}'), /^2:49: illuminance_lx is a number, or a column of a CSV file/],
      [
        part(', "illuminance_lx": { "csv": "light.csv", "column": "lux", "colum": 1 }'),
        /^2:88: there is no key "colum" here\n {4}did you mean column\? keys: /,
      ],
      [
        part(', "illuminance_lx": { "csv": "no.csv", "column": "lux" }'),
        /^2:49: cannot read \S+no\.csv: ENOENT/,
      ],
      [
        part(', "illuminance_lx": { "csv": "light.csv", "column": "bad" }'),
        /^light\.csv:3:1: bad has a hole/,
      ],
      [part(', "faults": 1'), /^2:41: faults is a list/],
      [
        part(', "faults": [1]'),
        /^2:42: a fault is an object with the key "fault"\n {4}faults: unplugged, nack, stuck/,
      ],
      [part(', "faults": [{ "fault": "noise" }]'), /^2:42: BH1750 cannot have the fault "noise" \(faults: /],
      [
        part(', "faults": [{ "fault": "nack", "form": 1 }]'),
        /^2:61: there is no key "form" here\n {4}did you mean from\?/,
      ],
      [
        part(', "faults": [{ "fault": "nack", "probability": 2 }]'),
        /^2:42: BH1750, nack: a probability is from 0 to 1/,
      ],
      [part(', "name": 5'), "2:39: the name of a part is a text, not 5"],
      [
        part(' },\n{ "part": "BH1750", "i2c": 1'),
        /^3:1: BH1750: address: BH1750 has the address 0x23 of I2C1 already/,
      ],
      [
        part(', "name": "a" }, { "part": "BH1750", "i2c": 2, "name": "a"'),
        /^2:84: two parts have the name "a"/,
      ],
      [
        '{ "parts": [{ "part": "BH1750", "i2c": 2 }] }',
        "1:40: BH1750: i2c: ESP32-C3 has no I2C2\n    it has I2C1",
        "esp32c3",
      ],
      [
        '{ "parts": [{ "part": "RecordedEdges", "pin": 6, "recording": "no.json" }] }',
        /^1:13: cannot read \S+no\.json: ENOENT/,
      ],
    ];
    for (const [text, message, on] of rows) {
      const said = refusal(text, on);
      if (typeof message === "string") expect(said, text).to.equal(message);
      else expect(said, text).to.match(message);
    }
    expect(() => loadParts("no-such.json")).to.throw("cannot read no-such.json: ENOENT");
  });

  it("is told of everything at once, in the order of the file", () => {
    const said = refusal('{ "seed": 1.5,\n"parts": [{ "part": "BH1750" },\n{ "part": "X" }], "y": 1 }');
    expect(
      said
        .split("\n")
        .filter((line) => !line.startsWith(" "))
        .map((line) => line.split(" ")[0]),
    ).to.deep.equal(["1:11:", "2:11:", "3:11:", "3:19:"]);
  });

  describe("has a schema for editors", () => {
    const schema = partsSchema();

    it("that is up to date (npm run schema)", () => {
      const written = readFileSync(join(import.meta.dirname, "../../boards/parts/schema.json"), "utf8");
      expect(JSON.parse(written)).to.deep.equal(schema);
    });

    it("that takes what the simulator takes", () => {
      const isWell = new Ajv({ allErrors: true, strictTypes: false }).compile(schema);
      expect(isWell(JSON.parse(EXAMPLE)), JSON.stringify(isWell.errors)).to.equal(true);
      for (const [good, bad] of [
        ['"0x5c"', '"0x24"'],
        ['"esp32"', '"esp23"'],
        ['"i2c": 1,', ""],
        ['"nack"', '"noise"'],
        ['"10s"', '"10 s"'],
        ['"column"', '"colum"'],
        [": 100", ": 1000000"],
        ['"window"', "5"],
      ] as const) {
        const text = EXAMPLE.replace(good, bad);
        expect(text).not.to.equal(EXAMPLE);
        expect(isWell(JSON.parse(text)), bad).to.equal(false);
        expect(refusal(text), bad).not.to.equal("");
      }
    });

    it("that knows every part", () => {
      expect(partClasses.size).to.be.above(2);
      expect(Object.keys(schema.definitions as object)).to.include.members([...partClasses.keys()]);
    });
  });
});
