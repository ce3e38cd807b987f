import { existsSync, readFileSync } from "node:fs";
import { fail } from "../../compiler/errors.ts";
import type { ImageMap } from "../stack.ts";

/** An image with its map. */
export interface ImageFile {
  code: string;
  map: ImageMap | undefined;
}

/**
 * Reads an image with the map beside it. Undefined for what has yet to become one: an image is one plain script, nothing that
 * imports or exports, nor TypeScript.
 *
 * @throws BuildError if what lies beside it is no map
 */
export function readImage(file: string): ImageFile | undefined {
  // Espruino takes each byte for a character.
  const code = readFileSync(file, "latin1");
  if (!/\.c?js$/.test(file) || /^\s*(import|export)\b/m.test(code)) return undefined;
  const name = `${file}.map`;
  if (!existsSync(name)) return { code, map: undefined };
  try {
    return { code, map: JSON.parse(readFileSync(name, "utf8")) as ImageMap };
  } catch (error) {
    fail(`${name} is no source map: ${(error as Error).message}`);
  }
}
