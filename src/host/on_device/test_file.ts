import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { build, imageBytes } from "../compiler/index.ts";
import { fail } from "../compiler/errors.ts";
import { lower } from "../compiler/lower/index.ts";
import { packageRoot } from "../compiler/modules.ts";
import type { Batch, Outcome, Progress, Reader } from "./batch.ts";
import { Places, type Place } from "./places.ts";
import { RamTraces, type Frame } from "./traces.ts";

/** A function of a test file whose name begins with `test_`. */
export interface TestFunction {
  name: string;
  place: Place;
}

/**
 * The tests of a file: exported functions, by `export function test_NAME`, `export async function test_NAME` or
 * `export const test_NAME = …`.
 */
export function findTests(file: string): TestFunction[] {
  const tree = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found: TestFunction[] = [];
  const add = (name: ts.Node | undefined): void => {
    if (!name || !ts.isIdentifier(name) || !name.text.startsWith("test_")) return;
    const { line, character } = tree.getLineAndCharacterOfPosition(name.getStart(tree));
    found.push({ name: name.text, place: { file, line: line + 1, column: character + 1 } });
  };
  for (const statement of tree.statements) {
    if (!ts.canHaveModifiers(statement)) continue;
    const exported = ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!exported) continue;
    if (ts.isFunctionDeclaration(statement)) add(statement.name);
    else if (ts.isVariableStatement(statement))
      for (const { name } of statement.declarationList.declarations) add(name);
  }
  if (found.length === 0)
    fail("there is no test in it", {
      file,
      hint: "a test is a function: export async function test_NAME() { … }",
    });
  return found;
}

/** The tests of a file as one image. `limit` is each test's longest time in ms. */
export function fileBatch(
  file: string,
  tests: readonly TestFunction[],
  board: string,
  limit: number,
  typecheck = true,
): Batch<TestFunction> {
  let checked = !typecheck;
  return {
    tests,
    async build(chosen, ended) {
      const places = new Places();
      // No program prints it by chance.
      const mark = `#${randomBytes(4).toString("hex")}`;
      const result = await build({
        entry: file,
        board,
        typecheck: !checked,
        lower: places.before(lower, file, callOfTests(mark, limit, chosen)),
      });
      checked = true;
      return {
        image: imageBytes(result),
        reader: new TestReader(mark, chosen, places, new RamTraces(result.code, result.map, file), ended),
      };
    },
  };
}

function callOfTests(mark: string, limit: number, tests: readonly TestFunction[]): string {
  const runner = JSON.stringify(join(packageRoot, "src/testing/run_tests.ts"));
  const names = tests.map(({ name }) => name);
  return `import { run_tests as $run_tests } from ${runner};\n$run_tests("${mark}", ${limit}, [${names.join()}]);\n`;
}

/** Reads what `run_tests` prints. */
class TestReader implements Reader {
  private current: number | undefined;
  private next = 0;
  /** What has been printed since the last test ended. */
  private output: string[] = [];
  private text: string[] = [];
  private trace: string[] = [];
  private uncaught: string | undefined;

  constructor(
    private readonly mark: string,
    private readonly tests: readonly TestFunction[],
    private readonly places: Places,
    private readonly traces: RamTraces,
    private readonly ended: (index: number, outcome: Outcome) => void,
  ) {}

  take(line: string): Progress {
    const at = line.indexOf(this.mark);
    if (at < 0) {
      this.output.push(line);
      if (/^>?Uncaught /.test(line)) this.uncaught ??= line.replace(/^>/, "");
      return "same";
    }
    const [, word, ...rest] = line.slice(at).split(" ");
    if (word === "|" || word === "@") {
      (word === "|" ? this.text : this.trace).push(rest.join(" "));
      return "same";
    }
    if (word === "end") return "end";
    if (word === "run") this.current = Number(rest[0]);
    else if (word === "ok") this.settle(this.uncaught === undefined ? undefined : { text: this.uncaught });
    else if (word === "failed")
      this.settle({
        text: this.text.join("\n"),
        place: rest[1] ? this.places.at(Number(rest[1])) : undefined,
      });
    return "next";
  }

  cut(why: string): void {
    const uncaught = this.uncaught === undefined ? "" : `; ${this.uncaught}`;
    this.settle({ text: why + uncaught });
  }

  private settle(failure: { text: string; place?: Place | undefined } | undefined): void {
    const index = this.current ?? this.next;
    const test = this.tests[index];
    const { output, trace } = this;
    this.next = index + 1;
    this.current = this.uncaught = undefined;
    this.output = [];
    this.text = [];
    this.trace = [];
    if (!failure) {
      this.ended(index, { is: "passed" });
      return;
    }
    const raised = this.traces.split(trace);
    const printed = this.traces.split(output);
    const frames = raised.frames.length > 0 ? raised.frames : printed.frames;
    if (failure.place) frames.splice(0, Infinity, { name: test.name, place: failure.place });
    else if (!frames.some(({ name }) => name === test.name)) frames.push(test);
    const text = [failure.text, ...(printed.lines.length > 0 ? ["printed:"] : [])];
    for (const line of printed.lines) text.push(`  ${line}`);
    this.ended(index, { is: "failed", error: failureOf(text, frames) });
  }
}

/** An error with the user's frames for its stack. */
function failureOf(text: readonly string[], frames: readonly Frame[]): Error {
  const error = new Error(text.join("\n"));
  const stack = frames.map(
    ({ name, place }) => `    at ${name} (${place.file}:${place.line}:${place.column})`,
  );
  error.stack = [error.message, ...stack].join("\n");
  return error;
}
