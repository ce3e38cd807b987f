import { existsSync, readFileSync, statSync } from "node:fs";
import type { ImageMap } from "../sim/index.ts";
import { UsageError } from "./command.ts";

/** An image, from wherever it came. */
export interface Program {
  code: string;
  map: ImageMap | undefined;
  /** How stacks name the image where the map knows nothing. */
  file: string;
  board: string;
  /** What the build thinks wrong with it, as text for people. */
  warnings: string;
}

/**
 * Reads an image with the map beside it, or builds the program that a source file is.
 *
 * @param board as the user gave it; else the board that the image was built for, else `esp32`
 */
export async function loadProgram(file: string, board: string | undefined): Promise<Program> {
  if (!existsSync(file)) throw new UsageError(`cannot find ${file}`);
  if (!statSync(file).isFile()) throw new UsageError(`${file} is not a file`);
  const code = readFileSync(file, "utf8");
  if (!isImage(file, code)) {
    // Loaded only now: a compiler is a lot to load for running an image.
    const { build, formatWarnings } = await import("../compiler/index.ts");
    const result = await build({ entry: file, board: board ?? "esp32" });
    const warnings = formatWarnings(result.warnings);
    return { code: result.code, map: result.map, file, board: result.board, warnings };
  }
  const map = readMap(`${file}.map`);
  return { code, map, file, board: board ?? map?.x_uasyncio?.board ?? "esp32", warnings: "" };
}

/** An image is one plain script; what imports or exports, or is TypeScript, has yet to become one. */
function isImage(file: string, code: string): boolean {
  return /\.c?js$/.test(file) && !/^\s*(import|export)\b/m.test(code);
}

function readMap(file: string): ImageMap | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ImageMap;
  } catch (error) {
    throw new UsageError(`${file} is no source map: ${(error as Error).message}`);
  }
}
