import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const folder = join(import.meta.dirname, "corpus");

/** Where MicroPython can run a program: `wasm` runs live, what needs `unix` is recorded. */
export type Port = "both" | "wasm" | "unix";

/** Why we do not do what MicroPython does: the first two are marks of the rules, the third is no choice. */
export type Reason = "seed" | "ours" | "language";

export interface Divergence {
  reason: Reason;
  theirs: string;
  ours: string;
  why: string;
}

/** One program in two languages, with what its header says of it. */
export interface Program {
  name: string;
  python: string;
  typescript: string;
  /** The rules of asyncio that it shows, the main one first; none if it is about streams alone. */
  rules: number[];
  /** What waits and how that ends, as `lock/cancelled`. */
  pairs: string[];
  port: Port;
  divergence?: Divergence;
}

export const waits = ["sleep", "event", "lock", "queue", "task", "gather", "wait_for", "stream"];
export const outcomes = ["cancelled", "timed_out", "finished", "failed"];
export const pairs = waits.flatMap((wait) => outcomes.map((outcome) => `${wait}/${outcome}`));

/** The rules of asyncio, by number. */
export const rules: Record<number, string> = {
  1: "coroutines run nothing when called",
  2: "awaiting a coroutine",
  3: "cancelled before the first turn",
  4: "create_task",
  5: "awaiting what has a `then`",
  6: "the order of turns",
  7: "ticks wrap",
  8: "sleep",
  9: "awaiting a task",
  10: "cancel",
  11: "CancelledError is no Exception",
  12: "the exception handler",
  13: "gather: results",
  14: "gather is lazy",
  15: "gather: one fails",
  16: "gather: one had failed before",
  17: "gather: return_exceptions",
  18: "gather: cancelled",
  19: "gather: what it refuses",
  20: "wait_for: time-out",
  21: "wait_for: 0 and None",
  22: "wait_for: cancelled",
  23: "wait_for: exceptions",
  24: "Event and Queue",
  25: "Lock",
  26: "ThreadSafeFlag",
  27: "run",
  28: "tasks left over, several runs",
  29: "run_forever",
};

const keys = ["rules", "pairs", "port", "differs", "theirs", "ours", "why"];

/** All programs, by name. */
export function readCorpus(): Program[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".py"))
    .map((file) => file.slice(0, -3));
  return names.sort().map(readProgram);
}

function readProgram(name: string): Program {
  const python = read(name, "py")!;
  const typescript = read(name, "ts");
  if (typescript === undefined) throw new Error(`${name}.py has no ${name}.ts beside it`);
  const header = parseHeader(name, python);
  const list = (key: string): string[] => header.get(key)?.split(/, */) ?? [];
  const reason = header.get("differs") as Reason | undefined;
  const said = ["theirs", "ours", "why"].map((key) => header.get(key));
  if (said.some((text) => (text === undefined) !== (reason === undefined)))
    throw new Error(`${name}.py: \`differs\`, \`theirs\`, \`ours\` and \`why\` go together`);
  const [theirs, ours, why] = said as string[];
  return {
    name,
    python,
    typescript,
    rules: list("rules").map(Number),
    pairs: list("pairs"),
    port: (header.get("port") as Port | undefined) ?? "both",
    divergence: reason && { reason, theirs, ours, why },
  };
}

/** The comment that begins a program: `# key: value`, a value going on in lines that are indented further. */
function parseHeader(name: string, python: string): Map<string, string> {
  const header = new Map<string, string>();
  let key = "";
  for (const line of python.split("\n")) {
    const [, field, value] = /^# (\w+): (.*)$/.exec(line) ?? [];
    const more = /^# {3,}(.*)$/.exec(line)?.[1];
    if (field !== undefined) {
      if (!keys.includes(field)) throw new Error(`${name}.py: no header is called ${field}`);
      header.set((key = field), value);
    } else if (more !== undefined && key) header.set(key, `${header.get(key)} ${more}`);
    else break;
  }
  return header;
}

/** A file of a program, if there is one. */
export function read(name: string, extension: string): string | undefined {
  const path = join(folder, `${name}.${extension}`);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** The lines of a transcript beside a program, without the comment that says who made it. */
export function readTranscript(name: string, extension: "expected" | "ours.expected"): string[] | undefined {
  return read(name, extension)
    ?.split("\n")
    .slice(0, -1)
    .filter((line) => !line.startsWith("#"));
}
