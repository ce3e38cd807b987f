import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packageRoot } from "../compiler/modules.ts";
import type { Batch, Outcome, Progress, Reader } from "./batch.ts";

/** A program of the corpus, in TypeScript, with the lines that it has to print. */
export interface CorpusProgram {
  name: string;
  expected: readonly string[];
}

/** What tests/conformance exports for us. */
interface Corpus {
  readCorpus(): { name: string; typescript: string; divergence?: unknown }[];
  theirTranscripts(programs: readonly unknown[]): Promise<Map<string, string[]>>;
  expectedHere(program: unknown, theirs: string[]): string[];
  image(programs: readonly unknown[]): Promise<string>;
}

const folder = join(packageRoot, "tests/conformance");

/** Whether the corpus is here: it is in the repository, and not in the package on npm. */
export function hasCorpus(): boolean {
  return existsSync(folder);
}

/** Programs in one image: each adds about 1 kB to the 6 kB that the loop takes, and a chip has to hold all of it. */
const CHUNK = 8;

/**
 * The corpus of programs that MicroPython runs, too, as images of several programs.
 *
 * They are built for `bare`, so their time is virtual on a board, too: a transcript that is right to the ms proves compiler,
 * kernel and engine, whatever the speed of the chip; not the board's timers and pins.
 *
 * @param chosen whether a program is wanted, by its name
 */
export async function corpusBatches(chosen: (name: string) => boolean): Promise<Batch<CorpusProgram>[]> {
  const parts = await Promise.all(
    ["corpus", "theirs", "divergences", "ours"].map(
      (name) => import(pathToFileURL(join(folder, `${name}.ts`)).href) as Promise<Partial<Corpus>>,
    ),
  );
  const corpus = Object.assign({}, ...parts) as Corpus;
  const sources = corpus.readCorpus().filter(({ name }) => chosen(name));
  const byName = new Map(sources.map((source) => [source.name, source]));
  const theirs = await corpus.theirTranscripts(sources);
  const batches: Batch<CorpusProgram>[] = [];
  // What meets a `then` needs more of the kernel: those are by themselves.
  for (const kind of [false, true]) {
    const programs = sources
      .filter(({ typescript }) => /\bthen\b/.test(typescript) === kind)
      .map((source) => ({
        name: source.name,
        expected: corpus.expectedHere(source, theirs.get(source.name)!),
      }));
    for (let at = 0; at < programs.length; at += CHUNK)
      batches.push({
        tests: programs.slice(at, at + CHUNK),
        async build(tests, ended) {
          const mark = `#${randomBytes(4).toString("hex")}`;
          const code = await corpus.image(tests.map(({ name }) => byName.get(name)));
          return {
            image: Buffer.from(`${code}\nprint("${mark}")`),
            reader: new TranscriptReader(mark, tests, ended),
          };
        },
      });
  }
  return batches;
}

/** Cuts the console's lines into the transcripts of programs: `== NAME`, lines, `-- END`. */
class TranscriptReader implements Reader {
  private index = -1;
  private transcript: string[] | undefined;

  constructor(
    private readonly mark: string,
    private readonly programs: readonly CorpusProgram[],
    private readonly ended: (index: number, outcome: Outcome) => void,
  ) {}

  take(line: string): Progress {
    if (line.includes(this.mark)) {
      // A program that nothing can wake lets its image end.
      if (this.transcript) this.finish("-- waits for ever");
      return "end";
    }
    // The prompt from before the image may stand in front of the first line.
    const begun = /^>*== (\S+)$/.exec(line)?.[1];
    if (begun !== undefined) {
      this.index = this.programs.findIndex(({ name }) => name === begun);
      this.transcript = [];
    } else if (this.transcript && line.startsWith("-- ")) this.finish(line);
    else {
      this.transcript?.push(line);
      return "same";
    }
    return "next";
  }

  cut(why: string): void {
    if (!this.transcript) this.index++;
    this.transcript ??= [];
    this.finish(`-- ${why}`);
  }

  private finish(end: string): void {
    const actual = [...this.transcript!, end].join("\n");
    this.transcript = undefined;
    const { expected } = this.programs[this.index];
    const outcome: Outcome =
      actual === expected.join("\n")
        ? { is: "passed" }
        : { is: "failed", error: differs(actual, expected.join("\n")) };
    this.ended(this.index, outcome);
  }
}

/** As assertions have it for mocha to show the difference. */
function differs(actual: string, expected: string): Error {
  const error = new Error("it prints something else than MicroPython");
  error.stack = error.message;
  return Object.assign(error, { actual, expected, showDiff: true });
}
