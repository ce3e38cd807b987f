import { readFileSync, statSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { Board } from "../compiler/boards.ts";
import { BuildError } from "../compiler/errors.ts";
import { isModule, readMap } from "../sim/image_map.ts";
import type { ImageMap } from "../sim/stack.ts";
import { TraceDecoder } from "./trace.ts";
import { DeviceError } from "./troubles.ts";

/** What goes onto a board. */
export interface DeviceImage {
  file: string;
  bytes: Uint8Array;
  /** Undefined without a source map. */
  decoder: TraceDecoder | undefined;
}

/**
 * Reads an image as bytes: one that has been tokenised beforehand is no text.
 *
 * @throws {@link DeviceError} `not-an-image`, also for one with a damaged map
 */
export function readImage(file: string, board?: Board): DeviceImage {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new DeviceError("not-an-image", { file, reason: "there is no such file" });
  const bytes = readFileSync(file);
  const code = bytes.toString("latin1");
  const refuse = (reason: string) => new DeviceError("not-an-image", { file, reason });
  if (bytes.length === 0) throw refuse("it is empty");
  if (bytes[0] === 0xff) throw refuse("it begins with an erased byte");
  if (isModule(code)) throw refuse("it has imports or exports");
  const map = mapOf(file);
  const target = map?.x_uasyncio?.board;
  if (target === "bare" || target === "node") throw refuse(`it was built for ${target}`);
  if (board && target !== undefined && target !== board.name)
    throw refuse(`it was built for ${target}, not for ${board.name}`);
  return { file, bytes, decoder: map && new TraceDecoder(map, code) };
}

/** Says which board an image is for: with a damaged one it is not known whether it may run here. */
function mapOf(file: string): ImageMap | undefined {
  try {
    return readMap(file);
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    const [{ message, hint }] = error.errors;
    throw new DeviceError("not-an-image", { file, reason: `${message}; ${hint}` });
  }
}

/**
 * The board that an image says it is for.
 *
 * @throws {@link DeviceError} `not-an-image` if its map is damaged
 */
export function imageBoard(file: string): string | undefined {
  return mapOf(file)?.x_uasyncio?.board;
}

/** Whether a file has yet to be built. */
export function isSource(file: string): boolean {
  return /\.[mc]?ts$/.test(file);
}

/** Where the image of a program is written. */
export function imageFile(source: string): string {
  return join("build", `${basename(source, extname(source))}.js`);
}
