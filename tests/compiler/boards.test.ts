import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { boardNames, loadBoard, loadTarget } from "../../src/host/compiler/boards.ts";
import { BuildError } from "../../src/host/compiler/errors.ts";
import { inFolder } from "./support.ts";

const folder = join(import.meta.dirname, "../../boards");
const names = ["esp32", "esp32c3", "esp32s3"];

function failure(load: () => unknown): BuildError {
  try {
    load();
  } catch (error) {
    if (error instanceof BuildError) return error;
    throw error;
  }
  throw new Error("nothing was wrong");
}

async function withBoard(change: (board: Record<string, unknown>) => void): Promise<string> {
  const board = JSON.parse(readFileSync(join(folder, "esp32.json"), "utf8")) as Record<string, unknown>;
  change(board);
  return inFolder(
    { "odd.json": JSON.stringify(board) },
    (at) => failure(() => loadBoard(join(at, "odd.json"))).message,
  );
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
      const pins = new Map(board.pins.map((pin) => [pin.gpio, pin]));
      expect(pins.size, "each pin once").equal(board.pins.length);
      const output = [board.led.gpio];
      for (const { scl, sda } of board.i2c) output.push(scl, sda);
      for (const { sck, mosi } of board.spi) output.push(sck, mosi);
      for (const { tx } of board.uart) output.push(tx);
      for (const gpio of output) {
        expect(pins.get(gpio), `pin ${gpio}`).not.equal(undefined);
        expect(pins.get(gpio)?.inputOnly, `pin ${gpio}`).equal(undefined);
        expect(pins.get(gpio)?.reserved, `pin ${gpio}`).not.equal("flash");
      }
    });
  }

  it("tell what ESP32's pins can do", () => {
    const { board } = loadTarget("esp32");
    const pin = (gpio: number) => board?.pins.find((one) => one.gpio === gpio);
    expect(pin(34)).deep.equal({ gpio: 34, inputOnly: true, adc: { unit: 1, channel: 6 } });
    expect(pin(6)).deep.equal({ gpio: 6, reserved: "flash" });
    expect(pin(12)).deep.equal({ gpio: 12, strapping: true });
    expect(pin(20)).deep.equal({ gpio: 20 });
    expect(pin(24)).equal(undefined);
    expect(board?.jsvars).equal(16383);
    expect(board?.storage).equal(896 * 1024);
  });

  it("that are unknown are answered with the known ones", () => {
    expect(failure(() => loadTarget("esp8266")).message).equal(
      'error: there is no board "esp8266"\n    boards: esp32, esp32c3, esp32s3, bare, node',
    );
  });

  it("with mistakes are told by file and path", async () => {
    expect(await withBoard((board) => (board["jsvars"] = "many"))).match(
      /odd\.json: error: \/jsvars must be integer/,
    );
    expect(await withBoard((board) => delete board["pins"])).match(
      /the board must have required property 'pins'/,
    );
    expect(await withBoard((board) => (board["colour"] = 1))).match(/additional properties \(colour\)/);
    expect(await withBoard((board) => (board["led"] = { gpio: 99, inverted: false }))).match(
      /\/led\/gpio must be <= 63/,
    );
    const text = await inFolder(
      { "b.json": "{" },
      (at) => failure(() => loadBoard(join(at, "b.json"))).message,
    );
    expect(text).match(/b\.json: error: not a board description/);
  });
});
