import { expect } from "chai";
import {
  BH1750,
  recordEdges,
  RecordedEdges,
  RecordedI2C,
  recordI2C,
  SimBoard,
  type I2CRecording,
  type Part,
} from "../../../src/host/sim/index.ts";
import { withFile } from "../support.ts";

/** Measures the light twice, in a way that does not ask what the part is. */
const READER = `
  I2C1.setup({ scl: D22, sda: D21 });
  function measure() {
    I2C1.writeTo(0x23, 0x20);
    setTimeout(function () { var d = I2C1.readFrom(0x23, 2); print(d[0], d[1]); }, 180);
  }
  measure();
  setTimeout(measure, 1000);`;

function run(code: string, ...parts: Part[]): SimBoard {
  const board = new SimBoard();
  for (const part of parts) board.attach(part);
  board.load(code);
  board.run({ for: 10e6 });
  return board;
}

const printed = (board: SimBoard): string[] => board.console.map(({ text }) => text);

describe("recorded I2C transfers", () => {
  const real = run(READER, new BH1750({ i2c: 1, illuminance_lx: (time_s) => (time_s < 0.5 ? 100 : 400) }));
  const recording = recordI2C(real.i2c(1).trace, 0x23);

  it("are played back as a part that says the same", async () => {
    expect(printed(real)).to.deep.equal(["0 120", "1 224"]);
    await withFile("light.json", JSON.stringify(recording), async (file) => {
      const board = run(READER, new RecordedI2C({ i2c: 1, recording: file }));
      expect(printed(board)).to.deep.equal(printed(real));
      expect(board.remarks).to.deep.equal([]);
    });
  });

  it("are told of what they do not know, in the place of an answer", () => {
    const other = run(READER.replaceAll("0x20", "0x21"), new RecordedI2C({ i2c: 1, recording }));
    expect(other.remarks[0]).to.equal(
      "I2C1, device 0x23: Error: transfer 1 of the recording is a write of 0x20, not a write of 0x21",
    );
    const longer = run(`${READER}\nsetTimeout(measure, 2000);`, new RecordedI2C({ i2c: 1, recording }));
    expect(printed(longer).slice(0, 2)).to.deep.equal(printed(real));
    expect(longer.remarks).to.deep.equal([
      "I2C1, device 0x23: Error: the recording is over after 4 transfers: it has no write of 0x20",
    ]);
    const again = run(
      `${READER}\nsetTimeout(measure, 2000);`,
      new RecordedI2C({ i2c: 1, recording, repeat: true }),
    );
    expect(printed(again)).to.deep.equal(["0 120", "1 224", "0 120"]);
  });

  it("have what was not acknowledged in them", () => {
    const failing: I2CRecording = {
      kind: "i2c",
      address: 0x23,
      transfers: [
        { kind: "write", bytes: [0x20], nack: "data" },
        { kind: "read", bytes: [], nack: "address" },
      ],
    };
    const board = run(
      `I2C1.setup(); try { I2C1.writeTo(0x23, [0x20, 1]); } catch (e) { print(e.message); }
       try { I2C1.readFrom(0x23, 2); } catch (e) { print(e.message); }`,
      new RecordedI2C({ i2c: 1, recording: failing }),
    );
    expect(board.i2c(1).trace.map(({ nack }) => nack)).to.deep.equal(["data", "address"]);
    expect(recordI2C(board.i2c(1).trace, 0x23)).to.deep.equal(failing);
  });

  it("are refused if they are none", async () => {
    expect(() => new RecordedI2C({ i2c: 1 } as never)).to.throw(
      "RecordedI2C needs recording: the name of a file",
    );
    expect(() => new RecordedI2C({ i2c: 1, recording: "no-such.json" })).to.throw("cannot read no-such.json");
    for (const [text, message] of [
      ["{", /x\.json:1:2: error: not a recording: /],
      ["[]", /x\.json: error: not a recording of I2C transfers\n {4}make one with recordI2C/],
      ['{"kind":"i2c","address":35}', /not a recording of I2C transfers/],
      ['{"kind":"edges","edges":[],"length":5}', /not a recording of I2C transfers/],
    ] as const)
      await withFile("x.json", text, async (file) => {
        expect(() => new RecordedI2C({ i2c: 1, recording: file }), text).to.throw(message);
      });
  });
});

describe("recorded edges", () => {
  const COUNTER =
    'setWatch(function (e) { print(Math.round(e.time * 1E6), e.state); }, D4, { repeat: true, edge: "both" });';
  const real = new SimBoard();
  for (const [level, at] of [
    [1, 1000],
    [0, 1500],
    [1, 700_000],
    [0, 700_050],
  ] as const)
    real.pins.D4.drive(level, at);
  real.load(COUNTER);
  real.run({ for: 1e6 });

  it("are played back on a pin, once or again and again", async () => {
    const recording = recordEdges(real.pins.D4.edges, { to: "1s" });
    await withFile("edges.json", JSON.stringify(recording), async (file) => {
      const board = run(COUNTER, new RecordedEdges({ pin: 4, recording: file }));
      expect(printed(board)).to.deep.equal(printed(real)).and.to.have.length(4);
      const often = run(COUNTER, new RecordedEdges({ pin: 4, recording, repeat: true }));
      expect(printed(often)).to.have.length(40);
      expect(printed(often).at(-1)).to.equal("9700050 false");
    });
  });

  it("are of a stretch of time", () => {
    expect(recordEdges(real.pins.D4.edges, { from: "1ms", to: "2ms" })).to.deep.equal({
      kind: "edges",
      edges: [
        { at: 0, level: 1 },
        { at: 500, level: 0 },
      ],
      length: 1000,
    });
  });

  it("are not there while the part is unplugged", () => {
    const recording = recordEdges(real.pins.D4.edges, { to: "1s" });
    const part = new RecordedEdges({ pin: 4, recording }).fault("unplugged", { from: "500ms" });
    const board = run(`D4.mode("input_pulldown"); ${COUNTER}`, part);
    expect(printed(board)).to.deep.equal(["1000 true", "1500 false", "500000 true"]);
  });
});
