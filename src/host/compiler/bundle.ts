import { build as esbuild, type Plugin } from "esbuild";
import { readFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { fromEsbuild, fromLower, isBuildFailure, type LoweredMaps } from "./bundle_errors.ts";
import { reservation } from "./engine-names.ts";
import { BuildError, type BuildMessage } from "./errors.ts";
import { extensions, findFile, findInstalled, positionOf } from "./find_module.ts";
import { lowerFile, type Lower } from "./lower_file.ts";
import { isLibraryFile, libraryFiles, unknownModule, type HalName } from "./modules.ts";
import { allParts, partsFile, partsModule, together, type FileParts, type Parts } from "./parts.ts";
import type { ImageMap } from "./sourcemap.ts";

export type { Lower } from "./lower_file.ts";

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
          const { contents, map, promises, needs, wrong } = lowerFile(lower, source, path, arraysIn?.(path));
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
