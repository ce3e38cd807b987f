import { parse } from "acorn";
import { build as esbuild, type Message, type Plugin } from "esbuild";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import ts from "typescript";
import { reservation } from "./engine-names.ts";
import { BuildError, type BuildMessage } from "./errors.ts";
import { isLibraryFile, libraryFiles, unknownModule, type HalName } from "./modules.ts";
import { allParts, partsFile, partsModule, partsOf, together, type FileParts, type Parts } from "./parts.ts";
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

export interface BundleOptions {
  entry: string;
  hal: HalName;
  lower: Lower;
  /** Whether to fold what can be folded, and leave out what the program cannot need. */
  small?: boolean;
  /** Whether to leave that in all the same. */
  whole?: boolean | undefined;
  /** Offsets of expressions in a file that are known to be arrays. */
  arraysIn?: ((file: string) => ReadonlySet<number>) | undefined;
}

export interface Bundle {
  /** Modern JavaScript without imports, exports or async functions, ending in the reservation of engine names. */
  code: string;
  /** Its `sources` are absolute paths. */
  map: ImageMap;
  /** All files that were read for it: absolute paths. */
  inputs: string[];
}

/** Stands for `require` until the last step: esbuild would replace a plain one by a shim. */
export const requireName = "$engine_require";

const extensions = [".ts", ".mts", ".js", ".mjs", ".json"];

/** Bundles a program and the library modules it uses into one chunk, without what nobody calls. */
export async function bundle(options: BundleOptions): Promise<Bundle> {
  const found: Found = { promises: false, files: new Map() };
  const first = await attempt(options, found, false, allParts);
  if (!first.map.sources.some((source) => source.endsWith("/kernel/scheduler.ts"))) return first;
  // What awaits Promises is added where there is a loop and anything in the program may be a Promise.
  if (found.promises) return attempt(options, found, true, allParts);
  const parts = options.small && !options.whole ? together([...found.files.values()]) : allParts;
  return Object.values(parts).includes(false) ? attempt(options, found, false, parts) : first;
}

async function attempt(
  options: BundleOptions,
  found: Found,
  thenables: boolean,
  parts: Parts,
): Promise<Bundle> {
  const { entry } = options;
  const errors: BuildMessage[] = [];
  const folder = dirname(entry);
  const maps: LoweredMaps = new Map();
  try {
    const result = await esbuild({
      stdin: { contents: main(options, thenables), resolveDir: folder, loader: "js" },
      absWorkingDir: folder,
      outfile: join(folder, basename(entry, extname(entry)) + ".js"),
      bundle: true,
      write: false,
      format: "esm",
      platform: "neutral",
      target: "esnext",
      charset: "utf8",
      treeShaking: true,
      // Here variables are still let and const, which can be folded away.
      minifySyntax: options.small ?? false,
      sourcemap: "external",
      metafile: true,
      logLevel: "silent",
      legalComments: "none",
      define: {
        require: requireName,
        ...(options.hal === "espruino" && { "Error.captureStackTrace": "undefined" }),
      },
      // Dropping a module that is imported for its effects only would change the program in silence.
      logOverride: { "ignored-bare-import": "error" },
      plugins: [resolver(options, errors, maps, found, parts)],
    });
    if (errors.length > 0) throw new BuildError(errors);
    const file = (end: string): string =>
      result.outputFiles.find((output) => output.path.endsWith(end))?.text ?? "";
    const map = JSON.parse(file(".map")) as ImageMap;
    map.sources = map.sources.map((source) => resolve(folder, source));
    const inputs = Object.keys(result.metafile.inputs)
      .filter((name) => name !== "<stdin>")
      .map((name) => resolve(folder, name));
    return { code: file(".js"), map, inputs };
  } catch (error) {
    if (error instanceof BuildError) throw error;
    if (errors.length > 0) throw new BuildError(errors);
    if (!isBuildFailure(error)) throw error;
    throw new BuildError(error.errors.map((message) => fromEsbuild(message, folder, maps)));
  }
}

/** What is bundled: the program, then the idle loop of an engine that has none, then the names to keep clear of. */
function main({ entry, hal }: BundleOptions, thenables: boolean): string {
  const idle = hal === "bare" ? `import { drain } from "#hal";\ndrain();\n` : "";
  const first = thenables ? `import "#thenable";\n` : "";
  return `${first}import ${JSON.stringify(entry)};\n${idle}${reservation}`;
}

/** What the user's files turned out to do. */
interface Found {
  promises: boolean;
  files: Map<string, FileParts>;
}

/** Source maps of lowered files: what esbuild says of them has to be told of the user's source. */
type LoweredMaps = Map<string, ImageMap>;

function resolver(
  { entry, hal, lower, arraysIn }: BundleOptions,
  errors: BuildMessage[],
  maps: LoweredMaps,
  found: Found,
  parts: Parts,
): Plugin {
  const library = libraryFiles(hal);
  const sources = new Map<string, string>();
  return {
    name: "uasyncio",
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
        if (kind === "entry-point") return undefined;
        if (path === entry) return { path };
        const named = library[path];
        // Nearly all of the library is there to be used by name; #thenable is there for its effect.
        if (named !== undefined) return { path: named, sideEffects: path === "#thenable" };
        const report = (message: string, hint: string | undefined): { path: string; namespace: string } => {
          errors.push({ message, hint, file: importer, ...positionOf(sources.get(importer) ?? "", path) });
          return { path, namespace: "missing" };
        };
        if (/^\.{0,2}\//.test(path)) {
          const file = findFile(resolve(dirname(importer), path));
          if (file === undefined)
            return report(`cannot find ${path}`, `looked for it as ${extensions.join(", ")}`);
          return isLibraryFile(file) ? { path: file, sideEffects: false } : { path: file };
        }
        const installed = findInstalled(path, dirname(importer));
        if (installed !== undefined) return { path: installed };
        const { message, hint } = unknownModule(path);
        return report(message, hint);
      });
      build.onLoad({ filter: /.*/, namespace: "missing" }, () => ({ contents: "", loader: "js" }));
      build.onLoad({ filter: /\.(m?ts|m?js)$/ }, ({ path }) => {
        const source = readFileSync(path, "utf8");
        sources.set(path, source);
        if (path === partsFile) return { contents: partsModule(parts), loader: "js" };
        try {
          const { contents, map, promises, needs, wrong } = lowerOnce(lower, source, path, arraysIn?.(path));
          maps.set(path, map);
          errors.push(...wrong);
          if (promises) found.promises = true;
          if (needs) found.files.set(path, needs);
          return { contents, loader: "js", resolveDir: dirname(path) };
        } catch (error) {
          errors.push(...fromLower(error, path));
          return { contents: "", loader: "js" };
        }
      });
    },
  };
}

interface Lowered {
  /** What it was made of. */
  lower: Lower;
  source: string;
  arrays: string | undefined;
  /** The file as esbuild gets it. */
  contents: string;
  map: ImageMap;
  promises: boolean;
  /** Undefined: a file of the library. */
  needs: FileParts | undefined;
  wrong: BuildMessage[];
}

/** Lowering takes most of the time of a build, and the library's files are the same in all of them. */
const lowered = new Map<string, Lowered>();

function lowerOnce(
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

/** A file as it was imported: as it stands, with an extension, as a folder's index, or `.js` written for `.ts`. */
function findFile(path: string): string | undefined {
  if (extname(path) !== "" && existsSync(path)) return path;
  const swapped = path.replace(/\.(m?)js$/, ".$1ts");
  if (swapped !== path && existsSync(swapped)) return swapped;
  return [...extensions.map((end) => path + end), ...extensions.map((end) => join(path, `index${end}`))].find(
    (file) => existsSync(file),
  );
}

/** The module file of a package in node_modules, found the way TypeScript's bundler resolution finds it. */
function findInstalled(name: string, from: string): string | undefined {
  if (name.startsWith("node:")) return undefined;
  const options: ts.CompilerOptions = {
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext,
    allowJs: true,
    noDtsResolution: true,
  };
  const found = ts.resolveModuleName(name, join(from, "_.ts"), options, ts.sys).resolvedModule;
  return found?.resolvedFileName;
}

function positionOf(source: string, specifier: string): { line?: number; column?: number } {
  const use = ts
    .preProcessFile(source, true, true)
    .importedFiles.find(({ fileName }) => fileName === specifier);
  if (use === undefined) return {};
  const before = source.slice(0, use.pos).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

interface LowerError {
  file?: string;
  line?: number;
  column?: number;
  construct?: string;
  advice?: string;
  message?: string;
  hint?: string;
}

/** An error of the coroutine compiler carries a list of refusals, with positions in the user's file. */
function fromLower(error: unknown, path: string): BuildMessage[] {
  const list = (error as { errors?: unknown }).errors;
  if (!Array.isArray(list)) throw error;
  return (list as LowerError[]).map(({ file = path, line, column, construct, advice, message, hint }) => ({
    message: message ?? construct ?? String(error),
    hint: hint ?? advice,
    file,
    line,
    column,
  }));
}

function fromEsbuild({ text, location }: Message, folder: string, maps: LoweredMaps): BuildMessage {
  if (!location) return { message: text };
  const file = resolve(folder, location.file);
  const map = maps.get(file);
  const { line, column } = map
    ? tracer(map)(location.line, location.column)
    : { line: location.line, column: location.column + 1 };
  return { message: text, file, line, column };
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

function isBuildFailure(error: unknown): error is { errors: Message[] } {
  return error instanceof Error && Array.isArray((error as { errors?: unknown }).errors);
}
