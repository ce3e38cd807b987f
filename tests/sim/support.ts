import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { build } from "../../src/host/compiler/index.ts";
import { SimBoard, type ImageMap, type RunOptions, type SimOptions } from "../../src/host/sim/index.ts";

/** Loads a script on a fresh board and runs it until nothing is left to do. */
export function boardWith(code: string, options: SimOptions & RunOptions = {}): SimBoard {
  const board = new SimBoard(options);
  board.load(code);
  board.run({ for: options.for ?? 60e6 });
  return board;
}

/** What a script prints, line by line. */
export function lines(code: string, options?: SimOptions & RunOptions): string[] {
  return boardWith(code, options).console.map((line) => line.text);
}

/** As {@link lines}, each with the virtual time in µs before it. */
export function timed(code: string, options?: SimOptions & RunOptions): string[] {
  return boardWith(code, options).console.map((line) => `${line.at} ${line.text}`);
}

/**
 * Builds an image whose coroutines are written by hand in the form that the compiler makes, so that these tests stand
 * on the kernel alone.
 */
export async function imageOf(source: string, minify = true): Promise<{ code: string; map: ImageMap }> {
  return withFile("app.ts", source, async (file) => {
    const { code, map } = await build({ entry: file, minify, typecheck: false, lower: stripTypes });
    return { code, map };
  });
}

function stripTypes(source: string, filename: string): { code: string; map: unknown } {
  const { code, map } = transformSync(source, { loader: "ts", sourcemap: "external", sourcefile: filename });
  return { code, map: JSON.parse(map) as unknown };
}

/** Gives `use` a file of this name and content, in a folder of its own that is gone afterwards. */
export async function withFile<T>(name: string, text: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-sim-"));
  try {
    const file = join(folder, name);
    writeFileSync(file, text);
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const eraseLine = new RegExp(String.raw`^>?\n?\x1b\[J`, "gm");

/** The real engine, if `ESPRUINO` names its binary. */
export const espruino = process.env.ESPRUINO;

/** What the real Espruino prints. One character of `code` is a byte, as in an image. */
export function realLines(code: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-esp-"));
  try {
    const file = join(folder, "a.js");
    writeFileSync(file, `print("@@");\n${code}`, "latin1");
    const text = execFileSync(espruino as string, [file], { encoding: "utf8", timeout: 20000 });
    // The console clears its prompt, and erases the line, before each print.
    const clean = text.replaceAll("\r", "").replace(eraseLine, "").split("\n");
    const start = clean.findIndex((line) => line.endsWith("@@"));
    return clean.slice(start + 1).filter((line) => line !== ">" && line !== "");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
