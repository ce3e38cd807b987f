import { transformSync } from "esbuild";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { mkdirSync } from "node:fs";
import { build, BuildError, type BuildOptions, type BuildResult } from "../../src/host/compiler/index.ts";
import type { Lower } from "../../src/host/compiler/bundle.ts";
import type { BuildMessage } from "../../src/host/compiler/errors.ts";

/** Strips types and nothing else: stands in for the coroutine compiler where a test is about the other stages. */
export const stripTypes: Lower = (source, filename) => {
  const { code, map } = transformSync(`${source}\nexport {};`, {
    loader: "ts",
    sourcefile: filename,
    sourcemap: "external",
    target: "esnext",
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return { code, map: JSON.parse(map) as unknown };
};

/** A folder with files in it, for as long as `use` runs. */
export async function inFolder<T>(
  files: Record<string, string>,
  use: (folder: string) => T | Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Builds `app.ts` of some files. */
export async function buildFiles(
  files: Record<string, string>,
  options: Partial<BuildOptions> = {},
): Promise<BuildResult> {
  return inFolder(files, (folder) => build({ entry: join(folder, "app.ts"), ...options }));
}

/** The errors of a build that must fail, with file names relative to its folder. */
export async function buildErrors(
  files: Record<string, string>,
  options: Partial<BuildOptions> = {},
): Promise<BuildMessage[]> {
  return inFolder(files, async (folder) => {
    try {
      await build({ entry: join(folder, "app.ts"), ...options });
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      return error.errors.map((message) => ({ ...message, file: message.file?.replace(`${folder}/`, "") }));
    }
    throw new Error("the build succeeded");
  });
}
