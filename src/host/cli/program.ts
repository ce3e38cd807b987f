import { existsSync, statSync } from "node:fs";
import { BuildError } from "../compiler/errors.ts";
import type { ImageMap } from "../sim/index.ts";
import { readImage, type ImageFile } from "../sim/kit/image_file.ts";
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
  const image = imageIn(file);
  if (!image) {
    // Loaded only now: a compiler is a lot to load for running an image.
    const { build, formatWarnings } = await import("../compiler/index.ts");
    const result = await build({ entry: file, board: board ?? "esp32" });
    const warnings = formatWarnings(result.warnings);
    return { code: result.code, map: result.map, file, board: result.board, warnings };
  }
  const { code, map } = image;
  return { code, map, file, board: board ?? map?.x_uasyncio?.board ?? "esp32", warnings: "" };
}

function imageIn(file: string): ImageFile | undefined {
  try {
    return readImage(file);
  } catch (error) {
    if (error instanceof BuildError) throw new UsageError(error.errors[0].message);
    throw error;
  }
}
