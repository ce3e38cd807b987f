import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { engines } from "../engines/engines.ts";
import { folder, readCorpus, type Program } from "./corpus.ts";
import { expectedHere, file, toMarkdown, written } from "./divergences.ts";
import { Images, runnable } from "./ours.ts";
import { UnixMicroPython } from "./record/unix.ts";
import { difference, formatTable } from "./report.ts";
import { runLive, theirTranscripts } from "./theirs.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { record: { type: "boolean" }, write: { type: "boolean" }, engine: { type: "string" } },
});
const corpus = readCorpus();
const chosen = positionals.length
  ? corpus.filter(({ name }) => positionals.some((part) => name.startsWith(part)))
  : corpus;

if (values.record) await record(chosen);
else {
  if (values.write) writeFileSync(file, toMarkdown(corpus));
  await conform(chosen);
}

/** Runs everything on every engine. */
async function conform(programs: Program[]): Promise<void> {
  const theirs = await theirTranscripts(programs);
  const images = new Images();
  const cells = new Map<string, string>();
  const wrong: string[] = [];
  for (const engine of engines) {
    if (engine.missing() !== undefined || (values.engine ?? engine.name) !== engine.name) continue;
    const able = await runnable(engine, programs);
    const got = await images.run(engine, able);
    for (const program of able) {
      const { name } = program;
      const expected = expectedHere(program, theirs.get(name)!);
      const actual = got.get(name) ?? [];
      const same = actual.join("\n") === expected.join("\n");
      cells.set(`${name} ${engine.name}`, same ? "ok" : "FAILED");
      if (!same) wrong.push(`${name} on ${engine.name}\n${difference(expected, actual)}`);
    }
  }
  console.log(formatTable(programs, engines, cells));
  if (wrong.length > 0) console.log(`\n${wrong.join("\n\n")}\n`);
  const stale = written() !== toMarkdown(corpus);
  if (stale) console.log("DIVERGENCES.md is not up to date: npm run conformance -- --write");
  const explained = programs.filter(({ divergence }) => divergence).length;
  console.log(
    `${programs.length} programs: ${programs.length - explained} as MicroPython, ${explained} differ on purpose; ${wrong.length} failures`,
  );
  process.exitCode = wrong.length > 0 || stale ? 1 : 0;
}

/** Writes the transcripts of what the wasm build cannot run; for the rest, compares the two ports of MicroPython. */
async function record(programs: Program[]): Promise<void> {
  const command = process.env["MICROPYTHON"];
  if (!command) throw new Error("set MICROPYTHON to the command of a MicroPython for Linux");
  const unix = new UnixMicroPython(command);
  try {
    const version = unix.version();
    const live = await runLive(programs.filter(({ port }) => port === "both"));
    for (const program of programs) {
      if (program.port === "wasm") continue;
      const lines = unix.run(program);
      const other = live.get(program.name);
      if (!other) {
        const text = [`# ${version}`, ...lines].join("\n");
        writeFileSync(join(folder, `${program.name}.expected`), `${text}\n`);
      } else if (other.join("\n") !== lines.join("\n")) {
        console.log(`${program.name}: wasm (+) is not as ${version} (-)\n${difference(lines, other)}\n`);
        process.exitCode = 1;
      }
    }
  } finally {
    unix.close();
  }
}
