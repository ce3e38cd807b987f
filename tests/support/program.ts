import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "../../src/host/compiler/index.ts";

const HEADER = `
import * as asyncio from "asyncio";
import { print, repr, BaseException, Exception, OSError, RuntimeError, TypeError, ValueError, OverflowError } from "builtins";
import { ticks_ms, ticks_diff, ticks_add } from "time";
const { sleep_ms, create_task, gather, wait_for_ms, CancelledError } = asyncio;
/** Prints the virtual time in ms and the values. */
function log(...values) { print(ticks_ms(), ...values); }
/** What a call raises, as repr; what it gives otherwise. */
function attempt(f) { try { return f(); } catch (e) { return repr(e); } }
`;

/** Builds a program, with the names of {@link HEADER} at hand, for the bare target. */
export async function image(program: string, minify = false): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-"));
  try {
    const entry = join(folder, "program.ts");
    writeFileSync(entry, HEADER + program);
    return (await build({ entry, board: "bare", typecheck: false, minify })).code;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs an image to the end of its loop in virtual time and gives the lines that it printed. */
function runImage(code: string): string[] {
  const lines: string[] = [];
  const context = createContext({ print: (line: string) => lines.push(line) });
  runInContext(code, context, { timeout: 20000 });
  return lines;
}

/** Builds a program, runs it to the end of its loop in virtual time and gives the lines that it printed. */
export async function run(program: string): Promise<string[]> {
  return runImage(await image(program));
}

/** As {@link run} for many programs, which share one image, for building is what takes time; but each has a realm of its own. */
export async function runAll(programs: readonly string[]): Promise<string[][]> {
  const all = programs.map((program, i) => `if (PROGRAM === ${i}) (() => {\n${program}\n})();`);
  const code = await image(all.join("\n"));
  return programs.map((_, i) => runImage(`var PROGRAM = ${i};\n${code}`));
}
