import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../src/host/compiler/index.ts";
import { SimBoard, type ImageMap, type SimOptions } from "../../src/host/sim/index.ts";

const HEAD = `
import * as asyncio from "asyncio";
import * as drivers from "drivers";
import { ADC, I2C, OneWire, Pin, PWM, UART } from "machine";
import { print, repr } from "builtins";
import { ticks_us, ticks_ms, ticks_diff } from "time";
const { create_task, gather, sleep_ms, wait_for_ms } = asyncio;
/** What a coroutine raises, as repr; what it gives otherwise. */
async function failure(coroutine) { try { return await coroutine; } catch (e) { return repr(e); } }
const bodies = {};
`;

export interface Image {
  code: string;
  map: ImageMap;
}

/** Builds one image of several bodies of a main coroutine, for {@link boardWith}: building takes most of a test's time. */
export async function images(bodies: Record<string, string>, board = "esp32"): Promise<Image> {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-drivers-"));
  try {
    const entry = join(folder, "program.ts");
    const text = Object.entries(bodies).map(
      ([name, body]) => `bodies.${name} = async () => {\n${body}\n};\n`,
    );
    writeFileSync(entry, HEAD + text.join("") + "asyncio.run(bodies[which()]());");
    return await build({ entry, board, typecheck: false });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A board with parts on it, on which the program of that name has come to its end. */
export function boardWith(
  { code, map }: Image,
  name: string,
  prepare: (board: SimBoard) => void = () => undefined,
  options: SimOptions & { for?: number } = {},
): SimBoard {
  const board = new SimBoard(options);
  board.define("which", () => name);
  prepare(board);
  board.load(code, map);
  board.run({ for: options.for ?? 60_000_000 });
  return board;
}

/** The lines on a board's console. */
export function printed(board: SimBoard): string[] {
  return board.console.map(({ text }) => text);
}
