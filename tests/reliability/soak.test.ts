import { expect } from "chai";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { createContext, runInContext, runInNewContext } from "node:vm";
import { newQuickJSWASMModuleFromVariant, shouldInterruptAfterDeadline } from "quickjs-emscripten-core";
import quickJs from "@jitl/quickjs-wasmfile-release-sync";
import { build } from "../../src/host/compiler/index.ts";
import { espruino, realLines } from "../sim/support.ts";

/** All 100,000 with `SOAK=100000`; Espruino has its 2,000 always. */
const TASKS = Number(process.env["SOAK"] ?? 10_000);
const ESPRUINO_TASKS = 2_000;

/** What QuickJS has for all of it: image, loop, and tasks. The tasks alone would fill it, were they kept. */
const QUICKJS_LIMIT = 640 << 10;

/** The image, with what it is told of the outside in front. */
function told(code: string, tasks: number, leak = false): string {
  return `var TASKS = ${tasks}, LEAK = ${leak};\n${code}`;
}

/** Runs an image under QuickJS with a fixed limit of memory; raises when that does not do. */
async function runInQuickJs(code: string): Promise<string[]> {
  const lines: string[] = [];
  const runtime = (await newQuickJSWASMModuleFromVariant(quickJs)).newRuntime();
  runtime.setMemoryLimit(QUICKJS_LIMIT);
  runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + 240_000));
  const context = runtime.newContext();
  const print = context.newFunction("print", (line) => void lines.push(context.getString(line)));
  context.setProp(context.global, "print", print);
  print.dispose();
  const result = context.evalCode(code, "image.js");
  result.dispose();
  context.dispose();
  runtime.dispose();
  return lines;
}

/** Runs an image under Node and gives what the heap holds at each mark. */
function heapInNode(code: string): { lines: string[]; heap: number[] } {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  // Realms that others make in this process shall not have it.
  setFlagsFromString("--no-expose-gc");
  const lines: string[] = [];
  const heap: number[] = [];
  const print = (line: string): void => {
    lines.push(line);
    if (!line.startsWith("mark")) return;
    collect();
    heap.push(process.memoryUsage().heapUsed);
  };
  runInContext(code, createContext({ print }), { timeout: 240_000 });
  return { lines, heap };
}

/** The number of tasks that ended in each way; all of them are many. */
function expectEnds(lines: string[], tasks: number): void {
  const ends = lines.at(-1)!.split(" ").slice(1).map(Number);
  expect(ends, lines.at(-1)).to.have.length(5);
  for (const count of ends) expect(count, lines.at(-1)).to.be.above(tasks / 50);
}

describe(`memory is back where it started after ${TASKS} tasks were cancelled, timed out, failed and finished`, () => {
  let code: string;
  before(async () => {
    ({ code } = await build({ entry: join(import.meta.dirname, "soak.ts"), board: "bare" }));
  });

  it("on Node", () => {
    const { lines, heap } = heapInNode(told(code, TASKS));
    expectEnds(lines, TASKS);
    // What this process does beside it is some hundred kB.
    expect(heap[2] - heap[1]).to.be.below(TASKS * 20);
    // The measure would see tasks that are kept.
    const leaking = heapInNode(told(code, TASKS / 4, true)).heap;
    expect(leaking[2] - leaking[1]).to.be.above((TASKS / 4) * 60);
  });

  it(`on QuickJS, with ${QUICKJS_LIMIT >> 10} kB`, async () => {
    expectEnds(await runInQuickJs(told(code, TASKS)), TASKS);
    // It is little enough: tasks that are kept do not fit.
    expect(await runInQuickJs(told(code, 3 * TASKS, true))).to.have.length.below(4);
  });

  (espruino ? it : it.skip)(`on Espruino, with ${ESPRUINO_TASKS} tasks`, () => {
    const lines = realLines(told(code, ESPRUINO_TASKS));
    expectEnds(lines, ESPRUINO_TASKS);
    const usage = lines.filter((line) => line.startsWith("mark")).map((line) => Number(line.split(" ")[1]));
    expect(usage[2] - usage[1], String(usage)).to.be.within(-8, 8);
  });
}).timeout(300_000);
