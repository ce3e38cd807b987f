import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { BuildOptions, BuildResult } from "../../compiler/index.ts";

interface Made {
  result: BuildResult;
  /** Of all files that it was made of. */
  content: string;
}

const made = new Map<string, Made>();

/** Builds a program, or gives the image that was made in this process of the same files with the same content. */
export async function buildOnce(
  options: Required<Pick<BuildOptions, "entry" | "board" | "typecheck">>,
): Promise<BuildResult> {
  const entry = resolve(options.entry);
  const key = JSON.stringify([entry, options.board, options.typecheck]);
  const known = made.get(key);
  if (known && contentOf(known.result.inputs) === known.content) return known.result;
  // Loaded only now: a compiler is a lot to load for running an image.
  const { build } = await import("../../compiler/index.ts");
  const result = await build({ ...options, entry });
  made.set(key, { result, content: contentOf(result.inputs) });
  return result;
}

/** A digest of files; of one that is not there any more, that it is not. */
function contentOf(files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) {
    try {
      hash.update(readFileSync(file));
    } catch (error) {
      hash.update(String(error));
    }
    hash.update("\0");
  }
  return hash.digest("hex");
}
