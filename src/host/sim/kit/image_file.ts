import { readFileSync } from "node:fs";
import { isModule, readMap } from "../image_map.ts";
import type { ImageMap } from "../stack.ts";

/** An image with its map. */
export interface ImageFile {
  code: string;
  map: ImageMap | undefined;
}

/**
 * Reads an image with the map beside it. Undefined for what has yet to become one.
 *
 * @throws BuildError if what lies beside it is no map
 */
export function readImage(file: string): ImageFile | undefined {
  // Espruino takes each byte for a character.
  const code = readFileSync(file, "latin1");
  if (!/\.c?js$/.test(file) || isModule(code)) return undefined;
  return { code, map: readMap(file) };
}
