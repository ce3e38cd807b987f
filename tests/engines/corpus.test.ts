import { expect } from "chai";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../src/host/compiler/index.ts";
import { runNative } from "../compiler/lower/support/harness.ts";
import { engines } from "./engines.ts";

const corpus = join(import.meta.dirname, "../compiler/lower/corpus");
const harness = join(import.meta.dirname, "harness.ts");
const names = readdirSync(corpus)
  .map((file) => file.replace(".ts", ""))
  .sort();
/** QuickJS and XS run all of the language; what they would show, the programs of the other test show. */
const present = engines.filter(
  ({ name, missing }) => /^(Node|Duktape|MuJS|Espruino)$/.test(name) && missing() === undefined,
);
const all = ["Node", "Duktape", "MuJS", "Espruino"];

/** A piece that is left out of a program, on both sides. */
interface Cut {
  piece: RegExp;
  by: string;
  /** What the build says of the piece, which it refuses by name. */
  error?: string;
}

const cuts: Record<string, Cut> = {
  super: {
    piece: / {2}const base = \{[^]*?log\(await o\.hi\(\)\);\n/,
    by: "",
    error: "super in the method of an object literal",
  },
  // Espruino's errors have no name, and its build with assertions ends where undefined is taken apart as an array.
  "try-catch": {
    piece: /, name: \[n\] (\}\) \{\n +await tick\(\);\n +log\(message), n/,
    by: " $1",
  },
};

/** Where an engine does not do what JavaScript does. */
interface Difference {
  program: string;
  on: string[];
  /** How many lines are as they should be. */
  after: number;
  /** What is printed instead of the rest. */
  prints: string[];
  why: string;
}

const differences: Difference[] = [
  {
    program: "closures-pattern-partly-changed",
    on: ["Espruino"],
    after: 3,
    prints: [
      '"text!" "text!" undefined',
      "[1, 2] [2, 2]",
      "[[1, 7, undefined], [2, 8, undefined], [11, 2], [12, 2]]",
      "returned undefined",
    ],
    why: "the engine's errors have no name",
  },
  {
    program: "exceptions-in-expressions",
    on: ["Espruino"],
    after: 5,
    prints: [
      "Error(Can't read property 'x' of null)",
      "Error(Can't read property 'x' of null)",
      "undefined",
      "returned undefined",
    ],
    why: "reading from null raises an Error, and the engine's errors have no name",
  },
  {
    program: "for-in",
    on: ["MuJS"],
    after: 2,
    prints: ['"1"', '"1"', '"1"', '{key: "q"}', "returned undefined"],
    why: "the engine's for-in gives an array's keys as one string that it overwrites",
  },
  {
    program: "for-of-typed",
    on: ["MuJS"],
    after: 0,
    prints: ["threw ReferenceError"],
    why: "the engine has no typed arrays",
  },
  {
    program: "frame-callee-this",
    on: ["Node", "Duktape", "MuJS"],
    after: 0,
    prints: ["true false", "true false true", "returned undefined"],
    why: "an image is not strict: this is the global object where nothing is given",
  },
  {
    program: "frame-callee-this",
    on: ["Espruino"],
    after: 0,
    prints: ["false false", "false false true", "returned undefined"],
    why: 'as above, and the engine has no "use strict"',
  },
  {
    program: "getter-setter",
    on: ["Espruino"],
    after: 3,
    prints: [
      ...['"get"', '"set" 6', '"get"', '"get"', '"get"', '"set" 7'],
      ...['"get"', "7", '"get"', '"set" 6', '"get"', "6", "returned undefined"],
    ],
    why: "the engine calls the getter once more in an assignment with an operator, and in ++",
  },
  {
    program: "order-literals",
    on: ["Node", "Duktape", "Espruino"],
    after: 9,
    prints: [
      "{g: 2, a: 1, b: 2, c: 3, d: 4, e: 5, f: function, h: 6}",
      "{a: 1, b: 2}",
      "[1, 9, 1, 2]",
      "returned undefined",
    ],
    why: "accessors of a literal with computed keys or spread come first",
  },
  {
    program: "params",
    on: ["Espruino"],
    after: 3,
    prints: ["Error(Can't read property 'x' of undefined)", "2", "3", "[2, 2]", "returned undefined"],
    why: "reading from undefined raises an Error",
  },
  {
    program: "this",
    on: all,
    after: 2,
    prints: ["returned undefined"],
    why: "an image is not strict: this is the global object where nothing is given",
  },
  {
    program: "try-catch",
    on: ["Espruino"],
    after: 5,
    prints: ["Error(Can't read property 'x' of null)", '"pat"', "returned undefined"],
    why: "reading from null raises an Error",
  },
];

/** A line in which the order of an object's properties, and nothing else, is open. */
function unordered(line: string): string {
  return line.includes("{")
    ? line
        .split(/(?<=[[{])|, |(?=[\]}])/)
        .sort()
        .join(" ")
    : line;
}

function sourceOf(name: string): string {
  const source = readFileSync(join(corpus, `${name}.ts`), "utf8");
  const cut = cuts[name];
  if (!cut) return source;
  const rest = source.replace(cut.piece, cut.by);
  if (rest === source) throw new Error(`${name} does not have what is to be cut out of it`);
  return rest;
}

/** Builds one image of some programs, which run one after the other. */
async function image(programs: string[], source = sourceOf): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-"));
  try {
    const head = [
      `import * as asyncio from "asyncio";`,
      `import { run } from ${JSON.stringify(harness)};`,
      ...programs.map((name, i) => `import main${i} from "./${name}.ts";`),
    ];
    const calls = programs.map((name, i) => `await run("${name}", main${i});`);
    const entry = join(folder, "-entry.ts");
    writeFileSync(
      entry,
      [...head, "async function all() {", ...calls, "}", "asyncio.run(all());"].join("\n"),
    );
    for (const name of programs)
      writeFileSync(join(folder, `${name}.ts`), source(name).replace('"harness"', JSON.stringify(harness)));
    return (await build({ entry, board: "bare", typecheck: false })).code;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The lines under each heading. */
function byProgram(lines: string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of lines) {
    if (line.startsWith("== ")) found.set(line.slice(3), (current = []));
    else current.push(line);
  }
  return found;
}

function expectedOf(program: string, engine: string, native: string[]): string[] {
  const known = differences.find((d) => d.program === program && d.on.includes(engine));
  const lines = known ? [...native.slice(0, known.after), ...known.prints] : native;
  // MuJS keeps properties in a tree by name.
  return engine === "MuJS" ? lines.map(unordered) : lines;
}

describe("the compiler's corpus, as whole images on the engines:", () => {
  const size = 20;
  for (let start = 0; start < names.length; start += size) {
    const programs = names.slice(start, start + size);
    it(`${programs[0]} to ${programs.at(-1)}`, async () => {
      const natives = new Map<string, string[]>();
      for (const name of programs) natives.set(name, await runNative(sourceOf(name)));
      const code = await image(programs);
      const wrong: string[] = [];
      await Promise.all(
        present.map(async (engine) => {
          let failure = "";
          const lines = await engine.run(code).catch((error: unknown) => {
            failure = (error as Error).message;
            return failure.split("\n");
          });
          if (failure) wrong.push(`${engine.name} failed: ${failure.split("\n")[0]}`);
          const printed = byProgram(lines);
          for (const name of programs) {
            const should = expectedOf(name, engine.name, natives.get(name)!);
            const did = printed.get(name) ?? ["nothing at all"];
            const seen = engine.name === "MuJS" ? did.map(unordered) : did;
            if (seen.join("\n") === should.join("\n")) continue;
            const at = should.findIndex((line, i) => line !== seen[i]);
            wrong.push(
              [`${name} on ${engine.name}, from line ${at}, expected`, ...should.slice(at), "but it printed"]
                .concat(did.slice(at))
                .join("\n  "),
            );
          }
        }),
      );
      if (wrong.length > 0) throw new Error(wrong.join("\n"));
    });
  }

  it("nothing is left out that the build does not refuse", async () => {
    for (const [name, { error }] of Object.entries(cuts)) {
      if (error === undefined) continue;
      const whole = (program: string): string => readFileSync(join(corpus, `${program}.ts`), "utf8");
      const message = await image([name], whole).then(
        () => "no error",
        (e: unknown) => (e as Error).message,
      );
      expect(message, name).to.include(error);
    }
  });

  it("every known difference is of a program and of engines that exist", () => {
    for (const { program, on } of differences) {
      expect(names).to.include(program);
      expect(all).to.include.members(on);
    }
  });
});
