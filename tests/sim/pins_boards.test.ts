import { expect } from "chai";
import { join } from "node:path";
import { boardNames, build, type BuildResult } from "../../src/host/compiler/index.ts";
import { SimBoard } from "../../src/host/sim/index.ts";
import { withFile } from "./support.ts";

const boards = boardNames().filter((name) => name !== "bare" && name !== "node");
const demos = join(import.meta.dirname, "../../src/demos");

async function image(entry: string, board: string, minify = false): Promise<BuildResult> {
  const result = await build({ entry, board, minify });
  expect(result.warnings, board).to.deep.equal([]);
  return result;
}

function run({ code, map }: BuildResult, name: string): SimBoard {
  const board = new SimBoard({ board: name });
  board.load(code, map);
  board.run({ for: 10e6 });
  return board;
}

/** What a program prints on a board: it knows the numbers of its pins only when it runs. */
async function printed(board: string, ...statements: string[]): Promise<string[]> {
  const source = `import { print } from "builtins";
    import { ADC, I2C, Pin, PWM } from "machine";
    const at = (pin: string): number => Number(pin);
    function attempt(fn: () => unknown): void { try { fn(); print("ok"); } catch (e) { print(String(e)); } }
    ${statements.map((text) => `attempt(() => ${text});`).join("\n")}
    export { ADC, I2C, Pin, PWM, at };`;
  const result = await withFile("app.ts", source, (file) => image(file, board, true));
  return run(result, board).console.map(({ text }) => text);
}

describe("a program that learns the number of a pin when it runs", () => {
  it("is told on the simulated board what the build could not tell", async () => {
    const outputs =
      "4, 13, 14, 16 to 19, 21 to 23, 25 to 27, 32, 33; with care, for the chip reads them at reset: 0, 2, 5, 12, 15";
    const rows: [statement: string, message: RegExp | string][] = [
      [
        'new Pin(at("34"), Pin.OUT)',
        `GPIO 34 of ESP32 is input only: it has no output stage (outputs: ${outputs})`,
      ],
      [
        'new Pin(at("35"), Pin.IN, Pin.PULL_UP)',
        /GPIO 35 of ESP32 has no pull resistors inside \(wire a resistor/,
      ],
      ['new Pin(at("6"), Pin.IN)', /GPIO 6 of ESP32 belongs to the flash chip: to touch it stops the board/],
      ['new Pin(at("24"), Pin.OUT)', /ESP32 has no GPIO 24 \(/],
      [
        'new ADC(at("4"))',
        /GPIO 4 of ESP32 is an input of ADC2, which Espruino does not read \(analog inputs: 32 to 36, 39\)/,
      ],
      ['new ADC(at("16"))', /GPIO 16 of ESP32 is no analog input/],
      ['new PWM(at("36"))', /GPIO 36 of ESP32 is input only/],
      ['new I2C(0, { sda: at("39") })', /D39 is input only|GPIO 39 of ESP32 is input only/],
      ['new Pin(at("4"), Pin.OUT)', /^ok$/],
    ];
    const lines = await printed("esp32", ...rows.map(([statement]) => statement));
    rows.forEach(([statement, message], index) => {
      if (typeof message === "string") expect(lines[index], statement).to.include(message);
      else expect(lines[index], statement).to.match(message);
    });
  });

  it("is told of the board that it runs on", async () => {
    expect(await printed("esp32s3", 'new ADC(at("4"))')).to.deep.equal([
      "Error: GPIO 4 of ESP32-S3 is an input of ADC1, which Espruino does not read (use a converter on a bus, or another board)",
    ]);
  });
});

describe("each board", () => {
  /** The same image for all of them. */
  let gather: BuildResult | undefined;

  for (const name of boards) {
    it(`${name} runs the demos`, async () => {
      gather ??= await image(join(demos, "gather.ts"), name);
      expect(run(gather, name).output).to.match(/^\['a', 'b', 'c'\]\nafter 200 ms\n/);
      const sensors = run(await image(join(demos, "sensors.ts"), name), name);
      expect(sensors.output.split("\n")[0]).to.match(/^1: 21\.25 {2}41 {2}750 in \d+ ms$/);
      expect(sensors.pins.D2?.edges.length).to.be.above(5);
    });
  }

  it("has what is soldered to it under Espruino's names", () => {
    const names = boards.map((name) => {
      const { pins } = new SimBoard({ board: name });
      return `${name}: ${pins.LED1?.name} ${pins.BTN1?.name}`;
    });
    expect(names).to.deep.equal([
      "esp32: D2 D0",
      "esp32c3: D2 D0",
      "esp32s3: D2 D0",
      "rp2040-pico: D25 undefined",
    ]);
  });
});
