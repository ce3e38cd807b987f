import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Script } from "node:vm";
import { build } from "../../src/host/compiler/index.ts";
import { bundle } from "../../src/host/compiler/bundle.ts";
import { lower } from "../../src/host/compiler/lower/index.ts";
import { Printer } from "./print.ts";
import type { Tree } from "./tree.ts";

const file = (name: string): string => readFileSync(join(import.meta.dirname, "frame", name), "utf8");
const frame = {
  py: file("frame.py"),
  ts: file("frame.ts.txt"),
  repairs: file("repairs.py"),
  drive: file("drive.py"),
};

/** What a program printed, and which known differences were met, how often. */
export interface Transcript {
  lines: string[];
  known: Record<string, number>;
}

/** A program as a pair for the corpus of tests/conformance: without the repairs of MicroPython, and no more than it uses. */
export function standalone(tree: Tree): { py: string; ts: string } {
  const { py, ts } = new Printer(tree).print();
  const python = frame.py.replace(/^.*# repair\n/gm, "");
  const typescript = frame.ts.replace("async function main(start)", "export async function main()");
  return { py: used(python, py) + "\n\n" + py, ts: used(typescript, ts) + "\n" + ts };
}

/** The functions of a frame that a program reaches, with all that is no function. */
function used(whole: string, program: string): string {
  const parts = whole.split(/\n\n+(?=\S)/).map((text) => ({
    text,
    name: /^(?:async )?(?:function|def) (\w+)/m.exec(text)?.[1],
    kept: false,
  }));
  const calls = ({ name }: { name: string | undefined }, text: string): boolean =>
    name === undefined || name === "main" || new RegExp(`\\b${name}\\b`).test(text);
  for (let changed = true; changed;) {
    const reached = program + parts.map(({ text, kept }) => (kept ? text : "")).join("\n");
    const found = parts.filter((part) => !part.kept && calls(part, reached));
    for (const part of found) part.kept = true;
    changed = found.length > 0;
  }
  return parts
    .filter(({ kept }) => kept)
    .map(({ text }) => text)
    .join("\n\n");
}

interface MicroPython {
  runPython(program: string): void;
}

// The package comes without types.
const packageName: string = "@micropython/micropython-webassembly-pyscript/micropython.mjs";

/** Runs programs on the real MicroPython, whose clock is virtual and jumps; each from the tick `start`, if that is given. */
export async function runPython(trees: Tree[], start?: number): Promise<Transcript[]> {
  const { loadMicroPython } = (await import(packageName)) as {
    loadMicroPython(options: object): Promise<MicroPython>;
  };
  let lines: string[] = [];
  const python = await loadMicroPython({
    stdout: (line: string) => lines.push(line),
    linebuffer: true,
    heapsize: 8 << 20,
  });
  const real = Date.now;
  const world = globalThis as { advance?: (ms: number) => void };
  let now = real();
  world.advance = (ms) => {
    now += ms;
  };
  Date.now = () => now;
  try {
    return trees.map((tree) => {
      if (start !== undefined)
        python.runPython(`import time, js\njs.advance((${start} - time.ticks_ms()) % (1 << 30))\n`);
      lines = [];
      const { py } = new Printer(tree).print();
      try {
        python.runPython(
          [frame.py, frame.repairs, py, frame.drive, "drive()\nprint('-- known --')\n"].join("\n") +
            "for what in known:\n    print(known[what], what)\n",
        );
      } catch (error) {
        lines.push(`-- failed -- ${String(error)}`, "-- known --");
      }
      const end = lines.indexOf("-- known --");
      const known: Record<string, number> = {};
      for (const line of lines.slice(end + 1)) {
        const [, count, what] = /^(\d+) (.*)$/.exec(line)!;
        known[what] = Number(count);
      }
      return { lines: lines.slice(0, end), known };
    });
  } finally {
    Date.now = real;
    delete world.advance;
  }
}

const library = new Map<string, ReturnType<typeof lower>>();
let last: { source?: string; result?: ReturnType<typeof lower> } = {};

/** The library is the same in each build, and what may meet Promises is bundled twice. */
const memo: typeof lower = (source, name, options) => {
  let result = last.source === source ? last.result : library.get(name);
  if (result) return result;
  result = lower(source, name, options);
  if (options?.isLibrary) library.set(name, result);
  else last = { source, result };
  return result;
};

type Image = (print: (line: string) => void, PROGRAM: number, START_MS: number) => void;

/** Makes a script of a program's file. */
export type Builder = (entry: string) => Promise<string>;

/** The coroutine compiler and the bundler, which decide what a program does; a third of the time of {@link whole}. */
export const quick: Builder = async (entry) =>
  (await bundle({ entry, hal: "bare", lower: memo })).code.replace(/^export \{\};?$/gm, "");

/** All of the build. */
export const whole: Builder = async (entry) =>
  (await build({ entry, board: "bare", typecheck: false, minify: false, lower: memo })).code;

/** Builds programs as one script. Gives what runs one of them, by its number, from a time in ms. */
export async function load(
  trees: Tree[],
  builder: Builder = quick,
): Promise<(at: number, start?: number) => string[]> {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-random-"));
  let code: string;
  try {
    const entry = join(folder, "programs.ts");
    const programs = trees.map((tree, i) => new Printer(tree, `p${i}_`).print().ts);
    const starts = trees.map((_, i) => `if (PROGRAM === ${i}) asyncio.run(main(p${i}_start));`);
    writeFileSync(entry, [frame.ts, "function busy(ms) { advance(ms); }", ...programs, ...starts].join("\n"));
    code = await builder(entry);
  } finally {
    rmSync(folder, { recursive: true });
  }
  // The bare engine's clock.
  const clock = /function now\(\) \{\s*return (\w+);/.exec(code)![1];
  const setUp = `function advance(ms) { ${clock} += ms * 1000; }\n`;
  const body = code.replace(new RegExp(`\\b${clock} = 0\\b`), `${clock} = START_MS * 1000`);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- an image is a script
  const script = new Function("print", "PROGRAM", "START_MS", setUp + body) as Image;
  return (at, start = 0) => {
    const lines: string[] = [];
    try {
      limited(() => script((line) => lines.push(line), at, start));
    } catch (error) {
      lines.push(`-- failed -- ${String(error)}`);
    }
    return lines;
  };
}

const call = new Script("call()");

/** Calls a function that may hang: after a while it raises. */
function limited(fn: () => void): void {
  const world = globalThis as { call?: () => void };
  world.call = fn;
  try {
    call.runInThisContext({ timeout: 10_000 });
  } finally {
    delete world.call;
  }
}

/** What programs print here. */
export async function runTypeScript(trees: Tree[], builder?: Builder): Promise<string[][]> {
  const run = await load(trees, builder);
  return trees.map((_, i) => run(i));
}
