import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { boardNames, loadBoard, loadTarget, type BoardBus } from "../../src/host/compiler/boards.ts";
import { BuildError } from "../../src/host/compiler/errors.ts";
import { inFolder } from "./support.ts";

const folder = join(import.meta.dirname, "../../boards");
const names = ["esp32", "esp32c3", "esp32s3", "rp2040-pico"];

function failure(load: () => unknown): BuildError {
  try {
    load();
  } catch (error) {
    if (error instanceof BuildError) return error;
    throw error;
  }
  throw new Error("nothing was wrong");
}

/** What is wrong with a board file: the ESP32's with some text in the place of another one. */
async function odd(before: string, after: string, board = "esp32"): Promise<string[]> {
  const text = readFileSync(join(folder, `${board}.json`), "utf8");
  expect(text, "board").include(before);
  return inFolder({ "odd.json": text.replace(before, after) }, (at) => {
    const { errors } = failure(() => loadBoard(join(at, "odd.json")));
    return errors.map(({ file, line, column, message, hint = "" }) => {
      expect(file).equal(join(at, "odd.json"));
      expect(text.replace(before, after).split("\n")[line! - 1]?.[column! - 1], message).match(/\S/);
      return `${line}:${column}: ${message} | ${hint}`;
    });
  });
}

describe("boards", () => {
  it("are known by the names of their files, with the targets that are no boards", () => {
    expect(boardNames()).deep.equal([...names, "bare", "node"]);
    expect(loadTarget("bare")).deep.equal({ hal: "bare", board: undefined });
    expect(loadTarget("node").hal).equal("node");
  });

  for (const name of names) {
    it(`${name} fits the schema and itself`, () => {
      const { hal, board } = loadTarget(name);
      expect(hal).equal("espruino");
      if (!board) throw new Error("no board");
      expect(board.name).equal(name);
      // What a bus is on by default has to be among the pins that it can be on.
      for (const bus of [...board.i2c, ...board.spi, ...board.uart] as BoardBus<string>[])
        for (const [line, gpios] of Object.entries(bus.pins ?? {}))
          expect(gpios, `${bus.name} ${line}`).include(bus[line]);
      const units = board.pins.flatMap(({ adc }) => (adc ? [adc.unit] : []));
      for (const unit of board.adcUnits) expect(units).include(unit);
      const channels = board.pins.flatMap(({ adc }) => (adc ? [`${adc.unit} ${adc.channel}`] : []));
      expect(new Set(channels).size, "each channel once").equal(channels.length);
      for (const pin of board.pins)
        if (pin.inputOnly || pin.reserved === "flash") expect(pin.pwm, `pin ${pin.gpio}`).equal(undefined);
    });
  }

  it("tell what ESP32's pins can do", () => {
    const { board } = loadTarget("esp32");
    const pin = (gpio: number) => board?.pins.find((one) => one.gpio === gpio);
    expect(pin(34)).deep.equal({ gpio: 34, inputOnly: true, adc: { unit: 1, channel: 6 } });
    expect(pin(6)).deep.equal({ gpio: 6, reserved: "flash" });
    expect(pin(12))
      .include({ pwm: true, touch: 5 })
      .and.property("strapping")
      .match(/1\.8 V/);
    expect(pin(12)?.adc).deep.equal({ unit: 2, channel: 5 });
    expect(pin(25)).deep.equal({ gpio: 25, adc: { unit: 2, channel: 8 }, dac: 1 });
    expect(pin(16)).deep.equal({ gpio: 16, pwm: true });
    expect(pin(24)).equal(undefined);
    expect(board?.jsvars).equal(16383);
    expect(board?.storage).equal(896 * 1024);
  });

  it("that are unknown are answered with the known ones", () => {
    expect(failure(() => loadTarget("esp8266")).message).equal(
      'error: there is no board "esp8266"\n    boards: esp32, esp32c3, esp32s3, rp2040-pico, bare, node',
    );
  });

  it("that do not fit the schema are told with the line, and what is allowed", async () => {
    const cases: [before: string, after: string, message: string | RegExp][] = [
      [
        '"jsvars": 16383',
        '"jsvars": "many"',
        /^11:13: jsvars must be integer, not "many" \| Variables of the engine/,
      ],
      [
        '"chip": "esp32"',
        '"chip": "z80"',
        '5:11: chip must be one of esp32, esp32c3, esp32s3, rp2040, not "z80" | As esptool or picotool calls it.',
      ],
      [
        '"jsvars"',
        '"jsvar": 1, "jsvars"',
        /^11:3: the board has no key "jsvar" \| keys: \$schema, name, title, chip, .* pins$/,
      ],
      ['"led": {', '"led": { "colour": "red",', '29:12: led has no key "colour" | keys: gpio, inverted'],
      ['"storage": 917504,', "", /^1:1: the board lacks the key "storage" \| keys: /],
      ['"gpio": 2,', '"gpio": 99,', /^30:13: led\.gpio must be 0 to 63, not 99 \| A pin by the number/],
      ['"stack": 25000', '"stack": 0', /^12:12: stack must be at least 1, not 0 \| Native stack/],
      [
        '"inputOnly": true',
        '"inputOnly": false',
        /^\d+:\d+: pins\.\d+\.inputOnly must be true or left out, not false \|/,
      ],
      [
        '"0x8000"',
        '"32768"',
        /^16:19: firmware\.partitions must match pattern "\^0x\[0-9a-f\]\+\$", not "32768" \| The partition table/,
      ],
      ['"unit": 2, "channel": 1 }', '"unit": 3, "channel": 1 }', /pins\.0\.adc\.unit must be 1 to 2, not 3/],
    ];
    for (const [before, after, message] of cases) {
      const [first, ...more] = await odd(before, after);
      expect(more, after).deep.equal([]);
      if (typeof message === "string") expect(first).equal(message);
      else expect(first).match(message);
    }
    expect(await odd('"baud": 115200', '"baud": 0, "parity": 1')).lengthOf(2);
  });

  it("that contradict themselves are told with the line, too", async () => {
    expect(await odd('{ "gpio": 4,', '{ "gpio": 3,')).deep.equal([
      "71:13: uart.1.tx is pin 4, which is not among the pins | pins: 0 to 3, 5 to 23, 25 to 27, 32 to 39",
      "103:15: pin 3 is described twice | first in pins.3",
    ]);
    expect(await odd('"sda": 21', '"sda": 34')).deep.equal([
      "41:14: i2c.0.sda is pin 34, which is input only | ",
    ]);
    expect(await odd('"rx": 5', '"rx": 7')).match(/uart\.1\.rx is pin 7, which belongs to the flash chip/);
    expect(await odd('"miso": 12', '"miso": 35').catch(String)).match(/nothing was wrong/);
    expect(await odd('"gpio": 25,', '"gpio": 31,', "rp2040-pico")).match(/led\.gpio is pin 31/);
    expect(await odd('"sck": [2,', '"sck": [42,', "rp2040-pico")).match(/spi\.0\.pins\.sck\.0 is pin 42/);
  });

  it("that are no JSON are told with the line", async () => {
    const read = (text: string) =>
      inFolder({ "b.json": text }, (at) => failure(() => loadBoard(join(at, "b.json"))).errors[0]);
    const cut = await read('{\n  "name": 1,\n');
    expect(cut).include({ line: 3, column: 1 });
    expect(cut?.message).match(/^not a board description: /);
    expect(await read('{\n  "name": esp32\n}')).include({ line: 2, column: 11 });
  });
});
