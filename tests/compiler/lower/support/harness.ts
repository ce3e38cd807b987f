import { transformSync } from "esbuild";
import { lower } from "../../../../src/host/compiler/lower/index.ts";
import * as coroutine from "./coroutine.ts";
import { type Frame, PARK, run } from "./trampoline.ts";

/** One line for a value: enough to see that two are the same. */
export function show(x: unknown, depth = 0): string {
  if (x instanceof Error) return engineError(x) ?? `${x.name}(${x.message})`;
  if (typeof x === "string") return JSON.stringify(x);
  if (typeof x === "function") return "function";
  if (typeof x !== "object" || x === null || depth > 4) return Object.is(x, -0) ? "-0" : String(x);
  if (Array.isArray(x)) return `[${Array.from(x, (e) => show(e, depth + 1)).join(", ")}]`;
  const own = Object.entries(x).filter(([k]) => !k.startsWith("_$"));
  return `{${own.map(([k, v]) => `${k}: ${show(v, depth + 1)}`).join(", ")}}`;
}

/** The words of an engine's own errors depend on how the code is spelled. */
function engineError(e: Error): string | undefined {
  return e.name === "TypeError" || e.name === "ReferenceError" ? e.name : undefined;
}

interface World {
  log(...args: unknown[]): void;
  [name: string]: unknown;
}
type Main = (log: World["log"]) => unknown;

function load(code: string, modules: Record<string, unknown>, loader: "ts" | "js"): Main {
  const { code: script } = transformSync(code, {
    loader,
    format: "cjs",
    target: "es2022",
    tsconfigRaw: "{}",
  });
  const module = { exports: {} as { default: Main } };
  const require = (name: string): unknown => {
    if (!(name in modules)) throw new Error(`no module ${name}`);
    return modules[name];
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function("require", "module", "exports", `"use strict";${script}`)(require, module, module.exports);
  return module.exports.default;
}

function transcript(): { lines: string[]; log: (...args: unknown[]) => void } {
  const lines: string[] = [];
  const log = (...args: unknown[]): void => {
    lines.push(args.map((a) => show(a)).join(" "));
    if (lines.length > 20_000) throw new Error("this goes on for ever");
  };
  return { lines, log };
}

const symbols = Symbol as unknown as Record<string, symbol>;
symbols["dispose"] ??= Symbol("Symbol.dispose");
symbols["asyncDispose"] ??= Symbol("Symbol.asyncDispose");

/** Runs a program as it is on this engine. */
export async function runNative(source: string): Promise<string[]> {
  const { lines, log } = transcript();
  const harness = {
    tick: () => Promise.resolve(),
    later: (x: unknown) => Promise.resolve(x),
    fail: (message: string) => {
      const failed = Promise.reject(new Error(message));
      // It may be awaited only after a while, and Node is not to end meanwhile.
      failed.catch(() => undefined);
      return failed;
    },
    depth: () => 0,
  };
  try {
    const main = load(source, { harness }, "ts");
    lines.push(`returned ${show(await main(log))}`);
  } catch (e) {
    lines.push(`threw ${show(e)}`);
  }
  return lines;
}

interface ValueFrame extends Frame {
  value: unknown;
}
function parked(f: ValueFrame): unknown {
  f._$s = returned;
  return PARK;
}
function returned(f: ValueFrame): unknown {
  return f.value;
}
function parkedToFail(f: ValueFrame): unknown {
  f._$s = failed;
  return PARK;
}
function failed(f: ValueFrame): never {
  throw new Error(f.value as string);
}

export function nativeDepth(): number {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = Infinity;
  const depth = (new Error().stack ?? "").split("\n").length;
  Error.stackTraceLimit = limit;
  return depth;
}

/** Compiles a program and runs it on the trampoline. */
export function runLowered(source: string): string[] {
  const { lines, log } = transcript();
  const harness = {
    tick: () => ({ _$s: parked }),
    later: (value: unknown) => ({ _$s: parked, value }),
    fail: (value: string) => ({ _$s: parkedToFail, value }),
    depth: nativeDepth,
  };
  try {
    const { code } = lower(source, "program.ts");
    const main = load(code, { harness, "#coroutine": coroutine }, "js");
    lines.push(`returned ${show(run(main(log) as Frame))}`);
  } catch (e) {
    lines.push(`threw ${show(e)}`);
  }
  return lines;
}
