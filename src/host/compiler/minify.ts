import { transform } from "esbuild";
import { composeMaps, type ImageMap } from "./sourcemap.ts";

export interface Minified {
  code: string;
  map: ImageMap;
  /** Short names of the reserved properties (`_$…`), for tools that look inside a running image. */
  props: Record<string, string>;
}

/**
 * Espruino takes it for a keyword. Named where it is not declared, it is a global to the minifier, which then gives it to
 * nothing else.
 */
const KEYWORD = "\nof;";

/** Makes ES5 code small: names, white space and syntax. The same input gives the same bytes. */
export async function minify(code: string, map: ImageMap): Promise<Minified> {
  const result = await transform(code + KEYWORD, {
    minify: true,
    target: "es5",
    // As a module top-level names are ours to rename; there is no import or export, so it stays a plain script.
    format: "esm",
    mangleProps: /^_\$/,
    // Every object of Espruino has a method of this name.
    mangleCache: { on: false },
    legalComments: "none",
    charset: "utf8",
    sourcemap: "external",
    sourcesContent: false,
    logLevel: "silent",
  });
  const props: Record<string, string> = {};
  for (const [name, short] of Object.entries(result.mangleCache ?? {}).sort())
    if (short !== false) props[name] = short;
  // It may have become the last operand of a comma.
  const minified = result.code.replace(/,of;\n$/, ";\n").replace(/(^|[;}])of;\n$/, "$1\n");
  return { code: minified, map: composeMaps(JSON.parse(result.map) as ImageMap, map), props };
}
