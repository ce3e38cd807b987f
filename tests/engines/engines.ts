import { spawn, type StdioOptions } from "node:child_process";
import { accessSync, constants, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Readable, Writable } from "node:stream";
import vm from "node:vm";
import {
  newQuickJSWASMModuleFromVariant,
  shouldInterruptAfterDeadline,
  type QuickJSSyncVariant,
} from "quickjs-emscripten-core";
import quickJs from "@jitl/quickjs-wasmfile-release-sync";
import quickJsNg from "@jitl/quickjs-ng-wasmfile-release-sync";

/** A JavaScript engine that can run the image of a program. */
export interface Engine {
  name: string;
  /** Why it cannot run here; undefined: it can. */
  missing(): string | undefined;
  /**
   * Runs a plain script that may use nothing but `print`, and returns the lines it printed. Espruino also runs the image of
   * a board, with one character a byte: `encoding` is `latin1` then.
   *
   * @throws Error when the script throws, or is not done after `limit` ms: an engine that hangs shall not hang the tests
   */
  run(code: string, limit?: number, encoding?: "latin1"): Promise<string[]>;
}

const usualLimit = 20_000;

const root = join(import.meta.dirname, "../..");

export const engines: Engine[] = [
  { name: "Node", missing: () => undefined, run: runInNode },
  quick("QuickJS", quickJs),
  quick("QuickJS-ng", quickJsNg),
  xs(),
  command("Duktape", "duk", "Debian package duktape"),
  command("MuJS", "mujs", "Debian package mujs"),
  espruino(),
];

/** A realm with the language in it and nothing else. */
function runInNode(code: string, limit = usualLimit): Promise<string[]> {
  const lines: string[] = [];
  return new Promise((resolve) => {
    vm.runInNewContext(code, { print: (line: unknown) => lines.push(String(line)) }, { timeout: limit });
    resolve(lines);
  });
}

function quick(name: string, variant: QuickJSSyncVariant): Engine {
  return {
    name,
    missing: () => undefined,
    async run(code, limit = usualLimit) {
      const lines: string[] = [];
      const runtime = (await newQuickJSWASMModuleFromVariant(variant)).newRuntime();
      runtime.setMemoryLimit(64 << 20);
      runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + limit));
      const context = runtime.newContext();
      const print = context.newFunction("print", (line) => void lines.push(context.getString(line)));
      context.setProp(context.global, "print", print);
      print.dispose();
      const result = context.evalCode(code, "image.js");
      const failure = result.error && (context.dump(result.error) as { name?: string; message?: string });
      result.dispose();
      context.dispose();
      runtime.dispose();
      if (failure) throw new Error(`${name}: ${failure.name}: ${failure.message}`);
      return lines;
    },
  };
}

/** An engine's command, which is given a file and has a `print` of its own. */
function command(name: string, program: string, from: string): Engine {
  const file = onPath(program);
  return {
    name,
    missing: () => (file ? undefined : `${program} is not installed (${from})`),
    run: (code, limit) => inFile(code, (path) => capture(name, file!, [path], limit)),
  };
}

/** XS by way of Agoric's worker, which takes what to evaluate on one pipe and answers on another. */
function xs(): Engine {
  const worker = ["build/engines/node_modules", "node_modules"]
    .map((folder) => join(root, folder, "@agoric/xsnap/xsnap-native/xsnap/build/bin"))
    .map((bin) => join(bin, process.platform === "darwin" ? "mac" : "lin", "release/xsnap-worker"))
    .find((file) => existsSync(file));
  return {
    name: "XS",
    missing: () =>
      worker ? undefined : "npm package @agoric/xsnap is not in build/engines (.ci/run puts it there)",
    run: (code, limit) =>
      capture("XS", worker!, ["image"], limit, `${Buffer.byteLength(code) + 1}:e${code},1:q,`),
  };
}

/** Espruino's own build for Linux. It greets and prompts on the output that the program prints to. */
function espruino(): Engine {
  const file = process.env["ESPRUINO"];
  const begin = "-- begin --";
  const end = "-- end --";
  return {
    name: "Espruino",
    missing: () => (file ? undefined : "ESPRUINO does not name a binary"),
    async run(code, limit = usualLimit, encoding) {
      const marked = `print(${JSON.stringify(begin)});\n${code}\nprint(${JSON.stringify(end)});\n`;
      const lines = await inFile(marked, (path) => capture("Espruino", file!, [path], limit), encoding);
      const first = lines.indexOf(begin);
      const last = lines.indexOf(end);
      if (first < 0 || last < 0)
        throw new Error(`Espruino: the program did not get to its end:\n${lines.join("\n")}`);
      return lines.slice(first + 1, last);
    },
  };
}

function onPath(program: string): string | undefined {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const file = join(folder, program);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // the next one
    }
  }
  return undefined;
}

async function inFile<T>(text: string, use: (path: string) => Promise<T>, encoding?: "latin1"): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-"));
  try {
    const path = join(folder, "image.js");
    writeFileSync(path, text, encoding);
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Runs a command and returns the lines it printed. With `message` that is sent on pipe 3, as XS's worker wants it, and
 * an answer on pipe 4 that begins with `!` is an error.
 */
function capture(
  name: string,
  file: string,
  args: string[],
  limit = usualLimit,
  message?: string,
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const stdio: StdioOptions = ["ignore", "pipe", "pipe", "pipe", "pipe"];
    const child = spawn(file, args, { stdio, timeout: limit, killSignal: "SIGKILL" });
    const text = ["", "", "", "", ""];
    for (const i of [1, 2, 4]) {
      (child.stdio[i] as Readable).setEncoding("utf8").on("data", (chunk: string) => (text[i] += chunk));
    }
    // If the child ends before it has read all of it, its exit code says why.
    (child.stdio[3] as Writable).on("error", () => undefined).end(message);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const answer = text[4];
      let failure;
      if (signal) failure = `stopped by ${signal}, ${limit} ms are allowed`;
      else if (code) failure = `exit code ${code}`;
      else if (/^\d+:!/.test(answer)) failure = "exception";
      if (failure) reject(new Error(`${name}: ${failure}\n${text.join("")}`));
      else resolve(text[1].split(/\r?\n/).slice(0, -1));
    });
  });
}
