import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { fail } from "./errors.ts";
import type { BuildResult } from "./index.ts";

/** What the file of an image holds. */
export function imageBytes({ code, target }: Pick<BuildResult, "code" | "target">): Buffer {
  return Buffer.from(code, target ? "latin1" : "utf8");
}

/**
 * Writes an image and, beside it, its source map `FILE.map`. Both are complete or untouched: they are written under
 * other names first and renamed when nothing can fail any more.
 *
 * @throws BuildError when a folder stands where the file would go
 */
export function writeImage(result: Pick<BuildResult, "code" | "map" | "target">, outFile: string): void {
  const file = resolve(outFile);
  mkdirSync(dirname(file), { recursive: true });
  for (const name of [file, `${file}.map`]) {
    if (statSync(name, { throwIfNoEntry: false })?.isDirectory()) fail(`${name} is a folder`);
  }
  const map = { ...result.map, file: basename(file) };
  const steps = [
    { final: `${file}.map`, content: JSON.stringify(map) + "\n" },
    { final: file, content: imageBytes(result) },
  ].map((step) => ({ ...step, temporary: `${step.final}.${process.pid}.tmp` }));
  try {
    for (const { temporary, content } of steps) writeFileSync(temporary, content);
    for (const { temporary, final } of steps) renameSync(temporary, final);
  } catch (error) {
    for (const { temporary } of steps) rmSync(temporary, { force: true });
    throw error;
  }
}
