import { parse } from "acorn";
import type { BuildMessage } from "./errors.ts";
import { isLibraryFile } from "./modules.ts";
import { partsOf, type FileParts } from "./parts.ts";
import { tracer, type ImageMap } from "./sourcemap.ts";
import { mayMeetPromises } from "./thenables.ts";
import { full } from "./walk.ts";

/**
 * Strips types from one file and turns its async functions into coroutines. `isArrayAt` tells whether the expression
 * that a `for (… of …)` walks, by its offset in the source, is known to be an array, a string or a typed array.
 */
export type Lower = (
  source: string,
  filename: string,
  options: { isArrayAt?: (offset: number) => boolean; isLibrary?: boolean },
) => { code: string; map: unknown };

/** A file of a program or of the library, lowered. */
export interface Lowered {
  /** What it was made of. */
  lower: Lower;
  source: string;
  arrays: string | undefined;
  /** The file as esbuild gets it. */
  contents: string;
  map: ImageMap;
  /** Whether it may meet Promises; of a file of the library: no. */
  promises: boolean;
  /** Undefined: a file of the library. */
  needs: FileParts | undefined;
  wrong: BuildMessage[];
}

/** Lowering takes most of the time of a build, and the library's files are the same in all of them. */
const lowered = new Map<string, Lowered>();

/** Lowers a file, or gives what came of it when it was lowered before. */
export function lowerFile(
  lower: Lower,
  source: string,
  path: string,
  arraysAt: ReadonlySet<number> | undefined,
): Lowered {
  const arrays = arraysAt && [...arraysAt].join();
  const known = lowered.get(path);
  if (known && known.lower === lower && known.source === source && known.arrays === arrays) return known;
  const isLibrary = isLibraryFile(path);
  const result = lower(source, path, {
    isLibrary,
    ...(arraysAt && { isArrayAt: (offset: number) => arraysAt.has(offset) }),
  });
  const map = result.map as ImageMap;
  const inline = Buffer.from(JSON.stringify(map)).toString("base64");
  // Makes it a module, with a module's strict scoping, even if it imports nothing.
  const mark = isCommonJs(path, source) ? "" : "\nexport {};";
  const made = {
    lower,
    source,
    arrays,
    contents: `${result.code}${mark}\n//# sourceMappingURL=data:application/json;base64,${inline}\n`,
    map,
    promises: !isLibrary && mayMeetPromises(result.code),
    needs: isLibrary ? undefined : partsOf(result.code),
    wrong: functionsInCases(result.code, path, map),
  };
  lowered.set(path, made);
  return made;
}

/** Packages in the old module format; only JavaScript files can be that. */
function isCommonJs(path: string, source: string): boolean {
  return path.endsWith(".js") && /\bmodule\.exports\b|\bexports\.\w/.test(source);
}

/** esbuild's bundler loses a function that is declared in one case and used in another. */
function functionsInCases(code: string, file: string, map: ImageMap): BuildMessage[] {
  if (!/\bswitch\b/.test(code)) return [];
  const found: BuildMessage[] = [];
  full(parse(code, { ecmaVersion: "latest", sourceType: "module", locations: true }), (node) => {
    if (node.type !== "SwitchCase") return;
    for (const { type, loc } of node.consequent) {
      if (type !== "FunctionDeclaration" || !loc) continue;
      const { line, column } = tracer(map)(loc.start.line, loc.start.column);
      const hint = "declare it above the switch";
      found.push({ message: "a function declared inside a case", hint, file, line, column });
    }
  });
  return found;
}
