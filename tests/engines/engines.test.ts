import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "../../src/host/compiler/index.ts";
import { micropythonMain } from "../support/micropython.ts";
import { engines } from "./engines.ts";

const folder = join(import.meta.dirname, "programs");
const files = readdirSync(folder);
const programs = files.filter((file) => file.endsWith(".ts")).map((file) => file.slice(0, -3));
const present = engines.filter((engine) => engine.missing() === undefined);

/** The lines that a program must print, whatever runs it. */
function transcript(program: string): string[] {
  return readFileSync(join(folder, `${program}.txt`), "utf8")
    .split("\n")
    .slice(0, -1);
}

async function failure(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    (value) => `no failure, but ${JSON.stringify(value)}`,
    (error: unknown) => (error as Error).message,
  );
}

describe("engine", () => {
  for (const engine of engines) {
    const missing = engine.missing();
    const title = `${engine.name} prints, and fails when a script throws, is wrong, or hangs`;
    // The reporter names what was skipped by its title.
    (missing === undefined ? it : it.skip)(
      missing === undefined ? title : `${engine.name} (${missing})`,
      async () => {
        const code = 'print("a"); print("b c"); print(""); (function () { print(String(1 + 1)); })();';
        expect(await engine.run(code)).to.deep.equal(["a", "b c", "", "2"]);
        expect(await engine.run("")).to.deep.equal([]);
        expect(await failure(engine.run('print("x"); throw new Error("boom");'))).to.not.match(/^no failure/);
        expect(await failure(engine.run("var = 1;"))).to.not.match(/^no failure/);
        expect(await failure(engine.run("for (;;) ;", 500))).to.match(/interrupted|timed out|stopped by/);
      },
    );
  }
});

describe("the transcript that MicroPython itself prints of", () => {
  for (const file of files.filter((name) => name.endsWith(".py"))) {
    it(file, async () => {
      const lines = await micropythonMain(readFileSync(join(folder, file), "utf8"));
      expect(lines).to.deep.equal(transcript(file.slice(0, -3)));
    });
  }
});

describe("one image on every engine:", () => {
  const cells = new Map<string, string>();

  for (const program of programs) {
    it(program, async () => {
      const expected = transcript(program);
      const { code } = await build({ entry: join(folder, `${program}.ts`), board: "bare" });
      const wrong: string[] = [];
      for (const engine of present) {
        const start = performance.now();
        let result = "ok";
        try {
          expect(await engine.run(code)).to.deep.equal(expected);
        } catch (error) {
          result = "FAILED";
          const { message, actual } = error as { message: string; actual?: string[] };
          wrong.push(actual ? `${engine.name} printed\n${actual.join("\n")}` : message);
        }
        cells.set(`${program} ${engine.name}`, `${result} ${Math.round(performance.now() - start)} ms`);
      }
      if (wrong.length > 0) throw new Error([...wrong, "expected", ...expected].join("\n"));
    });
  }

  after(() => {
    const width = Math.max(...programs.map((program) => program.length));
    const column = 14;
    console.log();
    console.log(
      `    ${"".padEnd(width)}  ${engines.map(({ name }) => name.padEnd(column)).join("")}`.trimEnd(),
    );
    for (const program of programs) {
      const row = engines.map(({ name }) => (cells.get(`${program} ${name}`) ?? "-").padEnd(column)).join("");
      console.log(`    ${program.padEnd(width)}  ${row}`.trimEnd());
    }
    console.log();
  });
});
