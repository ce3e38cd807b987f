import { existsSync, readFileSync } from "node:fs";
import { fail } from "../compiler/errors.ts";
import type { ImageMap } from "./stack.ts";

/** Whether code has yet to become an image: that is one plain script, which neither imports nor exports. */
export function isModule(code: string): boolean {
  return /^\s*(import|export)\b/m.test(code);
}

/**
 * Reads the source map beside an image, `IMAGE.map`. Undefined where there is none.
 *
 * @throws BuildError if what lies there is no source map
 */
export function readMap(image: string): ImageMap | undefined {
  const name = `${image}.map`;
  if (!existsSync(name)) return undefined;
  let map: unknown;
  try {
    map = JSON.parse(readFileSync(name, "utf8"));
  } catch (error) {
    fail(`${name} is no source map: ${(error as Error).message}`, { hint: AGAIN });
  }
  if (!isMap(map)) fail(`${name} is no source map: it lacks version, sources or mappings`, { hint: AGAIN });
  return map;
}

const AGAIN = "build the image again, or remove its map";

function isMap(value: unknown): value is ImageMap {
  if (typeof value !== "object" || value === null) return false;
  const { version, sources, mappings } = value as Partial<Record<keyof ImageMap, unknown>>;
  return version === 3 && Array.isArray(sources) && typeof mappings === "string";
}
