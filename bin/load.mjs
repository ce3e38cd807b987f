import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Loads a module of the desk side by its path below `host/`, without extension: from the sources where they are (a
 * checkout, through tsx), from `dist/` in an installed package.
 */
export async function load(path) {
  const source = new URL(`../src/host/${path}.ts`, import.meta.url);
  if (!existsSync(fileURLToPath(source)))
    return import(new URL(`../dist/host/${path}.js`, import.meta.url).href);
  const { tsImport } = await import("tsx/esm/api");
  return tsImport(source.href, import.meta.url);
}
