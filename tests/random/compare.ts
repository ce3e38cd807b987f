import fc from "fast-check";
import { quick, runPython, runTypeScript, type Builder } from "./run.ts";
import { generated, shrunk, type Tree } from "./tree.ts";

/** How many programs go into one build and one MicroPython. */
const BATCH = 50;

/** A program whose two transcripts differ. */
export interface Difference {
  tree: Tree;
  py: string[];
  ts: string[];
}

export interface Outcome {
  /** Programs, and what they printed. */
  programs: number;
  lines: number;
  /** How many programs met each known difference. */
  known: Record<string, number>;
  /** How many programs had a line with this in it: what was tested at all. */
  met: Record<string, number>;
  differences: Difference[];
}

const SIGNS = [
  "CancelledError()",
  "TimeoutError()",
  "OSError(5,)",
  "handler",
  "[[",
  "can't gather",
  "can't wait",
  "can't cancel self",
  "Lock not acquired",
  "cycle",
  "-- goes on",
  "-- failed",
];

function nothing(): Outcome {
  return { programs: 0, lines: 0, known: {}, met: {}, differences: [] };
}

function count(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}

/** Runs programs in both languages and compares what they print. */
export async function compare(trees: Tree[], builder: Builder = quick): Promise<Outcome> {
  const outcome = nothing();
  const python = await runPython(trees);
  const typescript = await runTypeScript(trees, builder);
  trees.forEach((tree, i) => {
    const { lines: py, known } = python[i];
    const ts = typescript[i];
    outcome.programs++;
    outcome.lines += py.length;
    for (const what of Object.keys(known)) count(outcome.known, what);
    for (const sign of SIGNS) if (py.some((line) => line.includes(sign))) count(outcome.met, sign);
    if (py.join("\n") !== ts.join("\n")) outcome.differences.push({ tree, py, ts });
  });
  return outcome;
}

/** Compares `programs` random programs; the seed tells which. Calls `onBatch` with the sum so far. */
export async function compareRandom(
  programs: number,
  seed: number,
  builder?: Builder,
  onBatch: (sum: Outcome) => void = () => undefined,
): Promise<Outcome> {
  const sum = nothing();
  for (let done = 0; done < programs; done += BATCH) {
    const numRuns = Math.min(BATCH, programs - done);
    const batch = await compare(fc.sample(generated, { numRuns, seed: seed * 1_000_003 + done }), builder);
    sum.programs += batch.programs;
    sum.lines += batch.lines;
    for (const key of ["known", "met"] as const)
      for (const [what, n] of Object.entries(batch[key])) sum[key][what] = (sum[key][what] ?? 0) + n;
    sum.differences.push(...batch.differences);
    onBatch(sum);
  }
  return sum;
}

/** The smallest program that fast-check's shrinking leads to and that still differs. Tries `rounds` batches at most. */
export async function shrink(difference: Difference, builder?: Builder, rounds = 150): Promise<Difference> {
  let smallest = difference;
  let candidates = shrunk.shrink(difference.tree, undefined)[Symbol.iterator]();
  for (; rounds > 0; rounds--) {
    const batch = take(candidates, 25);
    if (batch.length === 0) break;
    const outcome = await compare(
      batch.map((candidate) => candidate.value),
      builder,
    );
    if (outcome.differences.length === 0) continue;
    smallest = outcome.differences[0];
    const { value, context } = batch.find((candidate) => candidate.value === smallest.tree)!;
    candidates = shrunk.shrink(value, context)[Symbol.iterator]();
  }
  return smallest;
}

/** The next few; a loop that is left would close the iterator. */
function take<T>(from: Iterator<T>, most: number): T[] {
  const list: T[] = [];
  for (let next; list.length < most && !(next = from.next()).done;) list.push(next.value);
  return list;
}
