import { expect } from "chai";
import { join } from "node:path";
import { uasyncio } from "../support/cli.ts";
import { loadTarget } from "../../src/host/compiler/boards.ts";
import type { BuildMessage } from "../../src/host/compiler/errors.ts";
import { checkPins } from "../../src/host/compiler/pins.ts";
import { typecheck } from "../../src/host/compiler/typecheck.ts";
import { buildErrors, buildFiles, inFolder } from "./support.ts";

const head = `import * as machine from "machine";
import { ADC, Edges, I2C, OneWire, Pin as Gpio, Pin, PWM, pulse_us, Signal, SPI, UART } from "machine";
import { FAR } from "./lib.ts";
const SENSOR = 34, BASE = 30, ALSO = SENSOR;
enum Wire { LED = 34, Motor = 36 }
enum Only { One = 34 }
const wires = { led: 34 } as const;
const Alias = machine.Pin;
class Board { static readonly LED = 34; readonly echo = new Pin(39); }
const board = new Board();
class Led extends Pin { blink() { this.toggle(); } }
let changing = 34;
changing += Number(Math.random() > 2);
const up = Pin.PULL_UP, out = Alias.OUT;
const motion = new Pin(35), free = new Pin(13);
const onWires = { scl: 36, sda: 23 };
const either = Math.random() > 0.5 ? 34 : 35;
export { ADC, Edges, I2C, OneWire, SPI, Gpio, Pin, PWM, pulse_us, Signal, UART, FAR, SENSOR, BASE, ALSO, Wire, Only, wires, Alias };
export { Board, board, Led, changing, up, out, motion, free, onWires, either };
`;
const lib = "export const FAR = 34;";

interface Verdict {
  kind: string;
  message: string;
  hint: string | undefined;
  column: number | undefined;
}

/** What is said of each of some lines of a program, on a board. */
async function verdicts(lines: readonly string[], board = "esp32"): Promise<(Verdict | undefined)[]> {
  const { board: target } = loadTarget(board);
  return inFolder({ "app.ts": head + lines.join("\n"), "lib.ts": lib }, (folder) => {
    const types = typecheck(join(folder, "app.ts"), "espruino");
    expect(types.errors).deep.equal([]);
    const { errors, warnings } = checkPins(types.program, target!);
    const said = new Map<number, Verdict>();
    const first = head.split("\n").length;
    const add = (kind: string) => (found: BuildMessage) => {
      const line = found.line! - first;
      if (line < 0) return;
      expect(found.file).equal(join(folder, "app.ts"));
      expect(said.has(line), `line ${line} once`).equal(false);
      said.set(line, { kind, message: found.message, hint: found.hint, column: found.column });
    };
    errors.forEach(add("error"));
    warnings.forEach(add("warning"));
    return lines.map((_, index) => said.get(index));
  });
}

type Row = [
  line: string,
  kind: "error" | "warning",
  column: number,
  message: string | RegExp,
  hint?: string | RegExp,
];

function compare(rows: readonly Row[], found: readonly (Verdict | undefined)[]): void {
  rows.forEach(([line, kind, column, message, hint], index) => {
    const verdict = found[index];
    expect(verdict, line).include({ kind, column });
    expect(verdict?.message, line).match(
      typeof message === "string" ? new RegExp(`^${escaped(message)}$`) : message,
    );
    if (hint !== undefined)
      expect(verdict?.hint, line).match(typeof hint === "string" ? new RegExp(`^${escaped(hint)}$`) : hint);
  });
}

const escaped = (text: string): string => text.replace(/[()[\].+*?]/g, String.raw`\$&`);

const outputs =
  "outputs: 4, 13, 14, 16 to 19, 21 to 23, 25 to 27, 32, 33; with care, for the chip reads them at reset: 0, 2, 5, 12, 15";
const onlyInput = "GPIO 34 of ESP32 is input only: it has no output stage";

describe("pins of an ESP32", () => {
  it("that cannot do what a program wants of them are errors, with the pins that can", async () => {
    const rows: Row[] = [
      ["new Pin(34, Pin.OUT);", "error", 9, onlyInput, outputs],
      ["new Pin(34, Pin.OPEN_DRAIN);", "error", 9, onlyInput, outputs],
      ["new Pin(34, Pin.OUT, { value: 1 });", "error", 9, onlyInput],
      ["new Pin(35, Pin.IN, Pin.PULL_UP);", "error", 9, "GPIO 35 of ESP32 has no pull resistors inside"],
      [
        "new Pin(39, Pin.IN, Pin.PULL_DOWN);",
        "error",
        9,
        /no pull resistors/,
        /^wire a resistor to it, .*: 4, 13/,
      ],
      ["new Pin(6);", "error", 9, "GPIO 6 of ESP32 belongs to the flash chip: to touch it stops the board"],
      ["new Pin(11, Pin.OUT);", "error", 9, /flash chip/, outputs],
      ["new Pin(24, Pin.IN);", "error", 9, "ESP32 has no GPIO 24", /^inputs: 4, .* 32 to 36, 39; with care/],
      ["new Pin(-1);", "error", 9, "ESP32 has no GPIO -1"],
      ["new ADC(16);", "error", 9, "GPIO 16 of ESP32 is no analog input", "analog inputs: 32 to 36, 39"],
      [
        "new ADC(4);",
        "error",
        9,
        "GPIO 4 of ESP32 is an input of ADC2, which Espruino does not read",
        "analog inputs: 32 to 36, 39",
      ],
      [
        "new PWM(36);",
        "error",
        9,
        /GPIO 36 of ESP32 is input only/,
        /^outputs for pulses: 4, .* 23, 27, 32, 33;/,
      ],
      [
        "new PWM(25, { freq: 50 });",
        "error",
        9,
        /puts a steady voltage on it, for it is an output of the DAC$/,
      ],
      ["new PWM(motion);", "error", 9, /GPIO 35 of ESP32 is input only/],
      ["motion.init(Pin.OUT);", "error", 13, /GPIO 35 of ESP32 is input only/],
      ["board.echo.init(Pin.IN, up);", "error", 17, /GPIO 39 of ESP32 has no pull/],
      ["new I2C(0, { scl: 36, sda: 32 });", "error", 19, /GPIO 36 of ESP32 is input only/],
      ["new UART(1, 9600, { tx: motion, rx: 33 } as never);", "error", 25, /GPIO 35 of ESP32 is input only/],
      ["new I2C(2);", "error", 9, "ESP32 has no I2C(2)", "I2C: 0, 1"],
      ["new UART(-1);", "error", 10, "ESP32 has no UART(-1)", "UART: 0 to 2"],
      ["new SPI(0);", "error", 9, "ESP32 has no SPI(0)", "SPI: 1, 2"],
      ["new SPI(2, { mosi: 37 });", "error", 20, /GPIO 37 of ESP32 is input only/],
      ["new OneWire(38);", "error", 13, /GPIO 38 of ESP32 is input only/],
      ["new Edges(31);", "error", 11, "ESP32 has no GPIO 31"],
      ["void pulse_us(7, 1);", "error", 15, /flash chip/],
    ];
    compare(rows, await verdicts(rows.map(([line]) => line)));
  });

  it("are known by whatever name a constant has, and the class", async () => {
    const rows = [
      ["new Pin(SENSOR, Pin.OUT);", 9],
      ["new Pin(ALSO, out);", 9],
      ["new Pin(BASE + 4, Pin.OUT);", 9],
      ["new Pin(FAR, Pin.OUT);", 9],
      ["new Pin((34), 3);", 9],
      ["new Pin(34 as number, Pin.OUT);", 9],
      ["new Pin(Wire.LED, Pin.OUT);", 9],
      ["new Pin(Only.One, Pin.OUT);", 9],
      ["new Pin(wires.led, Pin.OUT);", 9],
      ["new Pin(Board.LED, Pin.OUT);", 9],
      ["new machine.Pin(34, machine.Pin.OUT);", 17],
      ["new Gpio(34, Gpio.OUT);", 10],
      ["new Alias(34, Alias.OUT);", 11],
      ["new Led(34, Led.OUT);", 9],
      ["export class Red extends Pin { constructor() { super(34, Pin.OUT); } }", 54],
      ["export const later = () => new Pin(34, Pin.OUT);", 36],
      ["export const lamp = new Signal(new Pin(34, Pin.OUT), { invert: true });", 40],
    ] as const;
    const table = rows.map(([line, column]): Row => [line, "error", column, onlyInput, outputs]);
    compare(table, await verdicts(rows.map(([line]) => line)));
  });

  it("that are not known, or can do it, are no errors", async () => {
    const lines = [
      "new Pin(changing, Pin.OUT);",
      "new Pin(either, Pin.IN);",
      "new Pin(34, Pin.IN);",
      "new Pin(35, Pin.IN, null);",
      "new Pin(36, Pin.IN, { value: 0 });",
      "new ADC(new Pin(32, Pin.IN));",
      "new ADC(motion);",
      "new PWM(free);",
      "new Signal(free);",
      "new Pin(2, Pin.OUT);",
      "new Pin(0, Pin.IN, Pin.PULL_UP);",
      "new Pin(25, Pin.OUT);",
      "new I2C(0);",
      "new UART(2, { baudrate: 9600 });",
      // The fields of an object may have changed since.
      "new Pin(onWires.scl, Pin.OUT);",
      "new I2C(changing);",
      "new I2C(1, { scl: changing, sda: changing });",
      "export class Mine { init(mode: number) { return mode; } }",
      "new Mine().init(3);",
    ];
    expect(await verdicts(lines)).deep.equal(lines.map(() => undefined));
  });

  it("that want care are warnings, once", async () => {
    const free = "free of that: 4, 13, 14, 16 to 19, 21 to 23, 25 to 27, 32, 33";
    const rows: Row[] = [
      [
        "new Pin(12, Pin.OUT);",
        "warning",
        9,
        "GPIO 12 of ESP32 is read by the chip at reset: high sets the flash chip to 1.8 V, and the board does not start",
        free,
      ],
      ["new Pin(2, Pin.IN);", "warning", 9, /GPIO 2 of ESP32 is read by the chip at reset/],
      ["new Pin(0, Pin.OUT);", "warning", 9, /GPIO 0 .* high starts the program, low the loader$/],
      ["new PWM(15);", "warning", 9, /GPIO 15 .* at reset/],
      [
        "new Pin(1, Pin.OUT);",
        "warning",
        9,
        "GPIO 1 of ESP32 is the console's: programs arrive and print through it",
        free,
      ],
      ["new I2C(0, { scl: 22, sda: 5 });", "warning", 28, /GPIO 5 .* at reset/],
    ];
    compare(rows, await verdicts(rows.map(([line]) => line)));
    const [first, second] = await verdicts([
      "if (changing) new Pin(12, Pin.IN);",
      "else new Pin(12, Pin.IN);",
    ]);
    expect([first?.kind, second]).deep.equal(["warning", undefined]);
  });
});

describe("two users of one pin", () => {
  /** What is said of the second of two lines, the first being fine. */
  async function second(...pairs: [first: string, second: string][]): Promise<(string | undefined)[]> {
    const found = await verdicts(pairs.flat());
    return pairs.map(([first], index) => {
      expect(found[2 * index], first).equal(undefined);
      const { kind, message } = found[2 * index + 1] ?? {};
      return kind && `${kind}: ${message?.replace(/ at app.ts:\d+:/, " at ")}`;
    });
  }

  it("is an error where one of them cannot work", async () => {
    expect(
      await second(
        ["new I2C(0);", "new Pin(21, Pin.OUT);"],
        ["new UART(1, { tx: 13, rx: 14 });", "new PWM(14);"],
        ["new Pin(18, Pin.OUT);", "export const later = () => new I2C(1, { scl: 19, sda: 18 });"],
        ["new ADC(32);", "new Pin(32, Pin.OUT);"],
        ["new PWM(33);", "new ADC(33);"],
        ["new SPI(2, { sck: 25, mosi: 26, miso: 27 });", "new OneWire(27);"],
      ),
    ).deep.equal([
      "error: GPIO 21 has two users: Pin (OUT) here, I2C(0) (SDA) at 1",
      "error: GPIO 14 has two users: PWM (output) here, UART(1) (RX) at 27",
      "error: GPIO 18 has two users: I2C(1) (SDA) here, Pin (OUT) at 9",
      "error: GPIO 32 has two users: Pin (OUT) here, ADC (analog input) at 9",
      "error: GPIO 33 has two users: ADC (analog input) here, PWM (output) at 9",
      "error: GPIO 27 has two users: OneWire (data) here, SPI(2) (MISO) at 39",
    ]);
    const [clock] = await verdicts(["new I2C(1, { scl: 27, sda: 27 });"]);
    expect(clock).include({ kind: "error", column: 28, hint: "give one of them another pin" });
  });

  it("is a warning where they may take turns, or be two names of one thing", async () => {
    expect(
      await second(
        ["new Pin(13, Pin.OUT);", "new Pin(13, Pin.OUT);"],
        ["new Pin(14, Pin.OUT);", "new Pin(14, Pin.IN);"],
        ["new Pin(16, Pin.IN, Pin.PULL_UP);", "new Pin(16, Pin.IN, Pin.PULL_DOWN);"],
        ["new I2C(0);", "new Pin(22, Pin.OPEN_DRAIN);"],
        ["new Pin(18, Pin.OUT);", "new PWM(18);"],
        ["new PWM(19);", "new PWM(19);"],
        ["if (changing) new ADC(33);", "else new Pin(33, Pin.OUT);"],
        ["export const a = () => changing ? new PWM(4) : 0;", "new UART(1);"],
      ),
    ).deep.equal([
      "warning: GPIO 13 has two users: Pin (OUT) here, Pin (OUT) at 9",
      "warning: GPIO 14 has two users: Pin (IN) here, Pin (OUT) at 9",
      "warning: GPIO 16 has two users: Pin (IN, PULL_DOWN) here, Pin (IN, PULL_UP) at 9",
      "warning: GPIO 22 has two users: Pin (OPEN_DRAIN) here, I2C(0) (SCL) at 1",
      "warning: GPIO 18 has two users: PWM (output) here, Pin (OUT) at 9",
      "warning: GPIO 19 has two users: PWM (output) here, PWM (output) at 9",
      "warning: GPIO 33 has two users: Pin (OUT) here, ADC (analog input) at 23",
      "warning: GPIO 4 has two users: UART(1) (TX) here, PWM (output) at 43",
    ]);
  });

  it("is nothing where it is one user after all", async () => {
    expect(
      await second(
        ["export const led = new Pin(13, Pin.OUT);", "new PWM(led);"],
        ["new I2C(0);", "new I2C(0, { freq: 100000 });"],
        ["new ADC(32);", "new ADC(new Pin(32, Pin.IN));"],
        ["new Pin(33, Pin.IN);", "new Pin(33, Pin.IN);"],
        ["new Pin(27, Pin.OUT);", "new Edges(27);"],
        ["new Pin(26);", "new Pin(26, Pin.OUT);"],
      ),
    ).deep.equal(Array(6).fill(undefined));
  });

  it("is found in two files, and told by the name of the other one", async () => {
    const files = {
      "app.ts": 'import "./parts/lamp.ts";\nimport { I2C } from "machine";\nnew I2C(0);',
      "parts/lamp.ts": 'import { Pin } from "machine";\nnew Pin(22, Pin.OUT);',
    };
    const [error] = await buildErrors(files);
    expect(error).include({ file: "app.ts", line: 3, column: 1 });
    expect(error?.message).match(/Pin \(OUT\) at parts\/lamp\.ts:2:9$/);
  });
});

describe("pins of other boards", () => {
  const tables: Record<string, Row[]> = {
    esp32c3: [
      [
        "new Pin(22, Pin.OUT);",
        "error",
        9,
        "ESP32-C3 has no GPIO 22",
        /^outputs: 0, 1, 3 to 7, 10; with care, .*: 2, 8, 9$/,
      ],
      ["new Pin(12);", "error", 9, /ESP32-C3 belongs to the flash chip/],
      [
        "new ADC(5);",
        "error",
        9,
        /ADC2/,
        "analog inputs: 0, 1, 3, 4; with care, for the chip reads them at reset: 2",
      ],
      ["new I2C(1);", "error", 9, "ESP32-C3 has no I2C(1)", "I2C: 0"],
      ["new Pin(18, Pin.OUT);", "warning", 9, "GPIO 18 of ESP32-C3 is the USB connection's, which it cuts"],
      ["new Pin(9, Pin.IN);", "warning", 9, /at reset: high starts the program, low the loader/],
    ],
    esp32s3: [
      ["new Pin(22, Pin.OUT);", "error", 9, "ESP32-S3 has no GPIO 22"],
      ["new Pin(26, Pin.OUT);", "error", 9, /flash chip/],
      ["new ADC(4);", "error", 9, /ADC1, which Espruino does not read/, /^use a converter on a bus/],
      ["new I2C(1);", "warning", 1, /GPIO 19 of ESP32-S3 is the USB connection's/],
    ],
    "rp2040-pico": [
      ["new Pin(30, Pin.OUT);", "error", 9, "Raspberry Pi Pico has no GPIO 30", "outputs: 0 to 22, 26 to 28"],
      ["new ADC(22);", "error", 9, /no analog input/, "analog inputs: 26 to 28"],
      [
        "new I2C(0, { scl: 5, sda: 6 });",
        "error",
        27,
        "GPIO 6 of Raspberry Pi Pico cannot be SDA of I2C(0)",
        "SDA of I2C(0): 0, 4, 8, 12, 16, 20, 24, 28",
      ],
    ],
  };
  for (const [board, rows] of Object.entries(tables)) {
    it(`${board}'s are held against ${board}`, async () => {
      compare(
        rows,
        await verdicts(
          rows.map(([line]) => line),
          board,
        ),
      );
    });
  }

  it("that are none: there are no pins to check", async () => {
    const files = { "app.ts": 'import { Pin } from "machine";\nnew Pin(34, Pin.OUT);' };
    for (const board of ["bare", "node"])
      expect((await buildFiles(files, { board })).warnings).deep.equal([]);
  });
});

describe("the build", () => {
  const source =
    'import { Pin } from "machine";\nconst RELAY = 34;\nnew Pin(12, Pin.OUT);\nnew Pin(RELAY, Pin.OUT);\n';

  it("stops at an error, with its place, and writes nothing", async () => {
    const [error, ...more] = await buildErrors({ "app.ts": source });
    expect(error).deep.equal({ file: "app.ts", line: 4, column: 9, message: onlyInput, hint: outputs });
    expect(more).deep.equal([]);
  });

  it("prints a warning and makes the image", async () => {
    await inFolder({ "app.ts": source.replace("34", "4") }, async (folder) => {
      const warning = /^.*app\.ts:3:9: warning: GPIO 12 of ESP32 is read .*\n {4}free of that: 4, .*\n$/;
      const ended = await uasyncio(folder, "build", "app.ts", "--no-minify", "--out", "b.js");
      expect(ended.status).equal(0);
      expect(ended.stderr).match(warning);
      expect(ended.stdout).match(/b\.js\b.*\d+ bytes/s);
    });
  });
});
