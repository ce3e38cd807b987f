import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import ts from "typescript";

/** What a file that is imported without an extension may end in. */
export const extensions = [".ts", ".mts", ".js", ".mjs", ".json"];

/** A file as it was imported: as it stands, with an extension, as a folder's index, or `.js` written for `.ts`. */
export function findFile(path: string): string | undefined {
  if (extname(path) !== "" && existsSync(path)) return path;
  const swapped = path.replace(/\.(m?)js$/, ".$1ts");
  if (swapped !== path && existsSync(swapped)) return swapped;
  return [...extensions.map((end) => path + end), ...extensions.map((end) => join(path, `index${end}`))].find(
    (file) => existsSync(file),
  );
}

/** The module file of a package in node_modules, found the way TypeScript's bundler resolution finds it. */
export function findInstalled(name: string, from: string): string | undefined {
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

/** Where a file imports a module. */
export function positionOf(source: string, specifier: string): { line?: number; column?: number } {
  const use = ts
    .preProcessFile(source, true, true)
    .importedFiles.find(({ fileName }) => fileName === specifier);
  if (use === undefined) return {};
  const before = source.slice(0, use.pos).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
