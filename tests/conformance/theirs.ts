import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runPythonPrograms } from "../support/micropython.ts";
import { readTranscript, type Program } from "./corpus.ts";

export const prelude = readFileSync(join(import.meta.dirname, "prelude.py"), "utf8");

/** What MicroPython prints: live where its wasm build can run the program, else as it was recorded. */
export async function theirTranscripts(programs: Program[]): Promise<Map<string, string[]>> {
  const transcripts = await runLive(programs.filter(({ port }) => port !== "unix"));
  for (const { name, port } of programs)
    if (port === "unix") {
      const recorded = readTranscript(name, "expected");
      if (!recorded)
        throw new Error(`${name}.expected is missing: record it (npm run conformance -- --record)`);
      transcripts.set(name, recorded);
    }
  return transcripts;
}

/** What the wasm build prints of programs. */
export async function runLive(programs: Program[]): Promise<Map<string, string[]>> {
  const runs = await runPythonPrograms(programs.map(({ python }) => `${prelude}\n${python}`));
  return new Map(runs.map(({ lines, end }, i) => [programs[i].name, [...lines, `-- ${end}`]]));
}
