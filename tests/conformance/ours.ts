import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../src/host/compiler/index.ts";
import type { Engine } from "../engines/engines.ts";
import { folder, type Program } from "./corpus.ts";

const WAITS = "-- waits for ever";

/** Builds a bare image that runs programs one after another. */
export async function image(programs: Program[]): Promise<string> {
  const work = mkdtempSync(join(tmpdir(), "uasyncio-"));
  try {
    const entry = join(work, "programs.ts");
    const imports = programs.map(
      ({ name }, i) => `import * as p${i} from ${JSON.stringify(join(folder, name))};`,
    );
    const list = programs.map(({ name }, i) => `["${name}", p${i}]`);
    const driver = JSON.stringify(join(import.meta.dirname, "driver.ts"));
    writeFileSync(
      entry,
      `${imports.join("\n")}\nimport { runPrograms } from ${driver};\nrunPrograms([${list.join(", ")}]);\n`,
    );
    return (await build({ entry, board: "bare", typecheck: false })).code;
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** Cuts what an image printed into the transcripts of its programs. One that did not get to its end waits for ever. */
export function split(lines: string[]): Map<string, string[]> {
  const transcripts = new Map<string, string[]>();
  let transcript: string[] | undefined;
  for (const line of lines) {
    if (line.startsWith("== ")) transcripts.set(line.slice(3), (transcript = []));
    else transcript?.push(line);
    if (line.startsWith("-- ")) transcript = undefined;
  }
  transcript?.push(WAITS);
  return transcripts;
}

/** How many programs go into one image: building one is most of the cost, but a chip's engine has to read it. */
const CHUNK = 48;

/** The programs of each image. Those with thenables are by themselves: it takes the compiler twice the time. */
function toChunks(programs: Program[]): Program[][] {
  const chunks: Program[][] = [];
  for (const kind of [false, true]) {
    const same = programs.filter(({ typescript }) => /\bthen\b/.test(typescript) === kind);
    for (let i = 0; i < same.length; i += CHUNK) chunks.push(same.slice(i, i + CHUNK));
  }
  return chunks;
}

/** The programs that an engine has got all of the language for: without typed arrays there are no streams. */
export async function runnable(engine: Engine, programs: Program[]): Promise<Program[]> {
  const [bytes] = await engine.run("print(typeof Uint8Array);");
  return bytes === "undefined" ? programs.filter(({ name }) => !name.startsWith("stream_")) : programs;
}

/** Makes images of programs and keeps them: one image serves all engines. */
export class Images {
  private readonly made = new Map<string, Promise<string>>();

  /** Runs programs on an engine. One that throws or waits for ever ends its image; the rest is run without it. */
  async run(engine: Engine, programs: Program[], limit?: number): Promise<Map<string, string[]>> {
    const all = new Map<string, string[]>();
    const chunks = toChunks(programs);
    for (let chunk; (chunk = chunks.shift());) {
      const code = await this.of(chunk);
      let got;
      try {
        got = split(await engine.run(code, limit));
        if (!got.has(chunk[0].name)) throw new Error(`${engine.name} did not begin ${chunk[0].name}`);
      } catch (error) {
        // Which one of them it was shows when each half is run by itself.
        const half = Math.ceil(chunk.length / 2);
        if (chunk.length > 1) chunks.unshift(chunk.slice(0, half), chunk.slice(half));
        else all.set(chunk[0].name, [`-- crashed: ${(error as Error).message}`]);
        continue;
      }
      for (const [name, lines] of got) all.set(name, lines);
      const rest = chunk.filter(({ name }) => !all.has(name));
      if (rest.length > 0) chunks.unshift(rest);
    }
    return all;
  }

  private of(programs: Program[]): Promise<string> {
    const key = programs.map(({ name }) => name).join();
    let code = this.made.get(key);
    if (!code) this.made.set(key, (code = image(programs)));
    return code;
  }
}
