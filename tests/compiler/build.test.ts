import { expect } from "chai";
import { parse } from "acorn";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, formatReport, imageBytes, writeImage } from "../../src/host/compiler/index.ts";
import { engineNames } from "../../src/host/compiler/engine-names.ts";
import { tracer } from "../../src/host/compiler/sourcemap.ts";
import { uasyncio, type Ended } from "../support/cli.ts";
import { buildErrors, buildFiles, inFolder, stripTypes } from "./support.ts";

const root = join(import.meta.dirname, "../..");

const program = `import * as asyncio from "asyncio";
import { print } from "builtins";
import { unit } from "./lib/unit.ts";
async function main(): Promise<void> {
  await asyncio.sleep_ms(1000);
  print(unit);
}
asyncio.run(main());
`;
const files = {
  "app.ts": program,
  "lib/unit.ts": 'export const unit: string[] = ["V"];\nexport const unused = 5;\n',
};

/** Quick options for what does not depend on types or coroutines. */
const plain = { typecheck: false, lower: stripTypes };

describe("build", () => {
  it("makes one ES5 script of a program and the modules it uses", async () => {
    const { code, board, target, report } = await buildFiles(files, { board: "bare" });
    expect(parse(code, { ecmaVersion: 5 }).body.length).greaterThan(0);
    expect(code).not.match(/\b(import|export|await|async|let|const)\b/);
    expect(code).not.include("$reserved");
    expect(board).equal("bare");
    expect(target).equal(undefined);
    expect(report.bytes).equal(Buffer.byteLength(code));
    expect(code.split("\n").length).equal(2);
  });

  it("gives the same bytes for the same input, wherever it lies", async () => {
    const [first, second] = [await buildFiles(files), await buildFiles(files)];
    expect(first.code).equal(second.code);
    expect(JSON.stringify(first.map)).equal(JSON.stringify(second.map));
    expect(JSON.stringify(first.map)).not.include(root);
    const other = await buildFiles({ ...files, "lib/unit.ts": 'export const unit: string[] = ["A"];\n' });
    expect(other.code).not.equal(first.code);
  });

  it("maps the image to the user's source and tells the board and the short names of properties", async () => {
    const { code, map } = await buildFiles(files);
    const trace = tracer(map);
    expect(trace(1, code.indexOf('"V"'))).include({ file: "lib/unit.ts", line: 1 });
    expect(map.sources).include("uasyncio/src/asyncio/run.ts");
    expect(map.sources.every((source) => !source.includes("stdin"))).equal(true);
    expect(map.x_uasyncio.board).equal("esp32");
    expect(map.x_uasyncio.props["_$s"]).match(/^\w$/);
    const lines = code.split("\n");
    expect(lines[0]).match(new RegExp(`\\.${map.x_uasyncio.props["_$s"]}\\b`));
  });

  it("puts in front what Espruino looks up often: the kernel's variables", async () => {
    const { code, map } = await buildFiles(files, { board: "bare" });
    const [first] = parse(code, { ecmaVersion: 5 }).body;
    const names = first.type === "VariableDeclaration" ? first.declarations : [];
    const sources = names.map(({ start }) => tracer(map)(1, start).file);
    expect(sources.filter((source) => source === "uasyncio/src/kernel/scheduler.ts").length).greaterThan(10);
    expect(sources[0]).equal("uasyncio/src/kernel/scheduler.ts");
  });

  it("leaves the engine's global names alone", async () => {
    const many = Array.from(
      { length: 400 },
      (_, i) => `function f${i}() { return ${i}; }\nprint(f${i}, f${i}());`,
    );
    for (const minify of [true, false]) {
      const source = `${many.join("\n")}\nconst D2 = 1, E = 2, reset = 3;\nprint(D2, D2, E, E, reset, reset);`;
      const options = { ...plain, minify, board: "bare" };
      const { code } = await buildFiles({ "app.ts": source }, options);
      const names = parse(code, { ecmaVersion: 5 }).body.flatMap((statement) => {
        if (statement.type === "FunctionDeclaration") return [statement.id.name];
        if (statement.type !== "VariableDeclaration") return [];
        return statement.declarations.map(({ id }) => (id.type === "Identifier" ? id.name : ""));
      });
      expect(names.length).greaterThan(399);
      expect(names.filter((name) => engineNames.includes(name))).deep.equal([]);
    }
  });

  it("keeps whole numbers whole, and the map right behind them", async () => {
    const source = "print([1000, 100000, 1500.5, 1e21, -2000, 0xf4240]);\nprint('behind', missing);";
    const { code, map } = await buildFiles({ "app.ts": source }, plain);
    expect(code).include("[1000,100000,1500.5,1e21,-2000,1000000]");
    expect(tracer(map)(1, code.indexOf("missing"))).include({ file: "app.ts", line: 2, column: 17 });
  });

  it("leaves the engine's own modules to require()", async () => {
    const { code } = await buildFiles({ "app.ts": 'const net = require("net");\nnet.connect();' });
    expect(code).match(/require\("net"\)/);
  });

  it("makes an image of a program that awaits nothing, and readable ones", async () => {
    const { code } = await buildFiles(files, { minify: false });
    expect(code).include("function main");
    expect(code.split("\n").length).greaterThan(50);
    expect((await buildFiles({ "app.ts": "print(1 + 1);" }, plain)).code.trim()).equal("print(2);");
  });

  it("goes by the user's tsconfig.json, except where our modules lie", async () => {
    const loose = {
      "app.ts": "function f(a) { return a; }\nprint(f(1));\ndeclare function print(a: unknown): void;",
    };
    const [error] = await buildErrors(loose);
    expect(error).include({ file: "app.ts", line: 1, column: 12 });
    expect(error?.message).match(/implicitly has an 'any' type/);
    await buildFiles({ ...loose, "tsconfig.json": '{"compilerOptions":{"strict":false}}' });
    const odd = {
      ...files,
      "tsconfig.json": '{"compilerOptions":{"module":"CommonJS","paths":{"asyncio":["./none"]}}}',
    };
    expect((await buildFiles(odd)).code).equal((await buildFiles(files)).code);
  });
});

describe("bad input", () => {
  const cases: [
    what: string,
    source: string,
    line: number,
    column: number,
    message: RegExp,
    hint?: RegExp,
  ][] = [
    [
      "a type error",
      "const a: number = 1;\nconst b: string = a;\nexport { b };",
      2,
      7,
      /'number' is not assignable/,
    ],
    ["a syntax error", "const a = ;", 1, 11, /Expression expected/],
    ["a module of Node", '\nimport fs from "fs";\nfs;', 2, 16, /no module "fs"/, /require\("fs"\)/],
    [
      "the same with node:",
      'import { x } from "node:os";\nx;',
      1,
      19,
      /no module "node:os"/,
      /asyncio, builtins/,
    ],
    [
      "a package that is not there",
      'import x from "left-pad";\nx;',
      1,
      15,
      /no module "left-pad"/,
      /your own files/,
    ],
  ];
  for (const [what, source, line, column, message, hint] of cases) {
    it(`${what} is told with its place`, async () => {
      const [error] = await buildErrors({ "app.ts": source });
      expect(error).include({ file: "app.ts", line, column });
      expect(error?.message).match(message);
      if (hint) expect(error?.hint).match(hint);
    });
  }

  const unchecked: typeof cases = [
    ["a file that is missing", 'import "./gone.ts";', 1, 8, /cannot find \.\/gone\.ts/, /\.ts/],
    ["a module of Node", '\nimport fs from "fs";\nfs;', 2, 16, /no module "fs"/],
    ["an export that is missing", 'import { gone } from "./lib.ts";\ngone();', 1, 10, /No matching export/],
    ["an assignment to a constant", "const a = 1;\na = 2;", 2, 1, /constant/],
    ["a Map", "let a: number;\nconst m = new Map();\nprint(m);", 2, 15, /no Map/, /object with text keys/],
    ["a RangeError", "print(1); throw new RangeError('x');", 1, 21, /no RangeError/, /ValueError/],
    ["a generator", "const a = 1;\nfunction* g() {}\nprint(g, a);", 2, 1, /generator/, /array/],
    ["a BigInt", "print(10n);", 1, 7, /BigInt/, /number/],
    ["an array subclass", "class A extends Array {}\nprint(new A());", 1, 17, /extends Array/, /field/],
    ["super in an object", "print({ m() { return super.x; } });", 1, 22, /super in the method/, /name/],
    ["a regular expression flag", "print(/a/y);", 1, 7, /flag "y"/, /g, i and m/],
    ["import()", "print(import(name));", 1, 7, /import\(\) at run time/, /top/],
    [
      "new Date(...list)",
      "const l = [1];\nprint(new Date(...l), l);",
      2,
      7,
      /new Date\(\.\.\.list\)/,
      /one by one/,
    ],
  ];
  for (const [what, source, line, column, message, hint] of unchecked) {
    it(`${what} is found without the type check too`, async () => {
      const [error] = await buildErrors({ "app.ts": source, "lib.ts": "export const a = 1;" }, plain);
      expect(error?.message).match(message);
      expect(error).include({ file: "app.ts", line, column });
      if (hint) expect(error?.hint).match(hint);
    });
  }

  it("an unsupported construct is refused by the coroutine compiler, with what to write", async () => {
    const [error] = await buildErrors({
      "app.ts": "export function* g(): Generator<number> {\n  yield 1;\n}",
    });
    expect(error).include({ file: "app.ts", line: 1 });
    expect(error?.message).match(/generator/);
    expect(error?.hint).match(/\w/);
  });

  it("a function declared in a case, which the bundler would lose", async () => {
    const source = "export {};\nswitch (x) {\n  case 1:\n    function f() {}\n}";
    const [error] = await buildErrors({ "app.ts": source }, { typecheck: false });
    expect(error).include({ file: "app.ts", line: 4, column: 5 });
    expect(error?.message).match(/inside a case/);
  });

  it("names all errors of a stage", async () => {
    const errors = await buildErrors({
      "app.ts": "const a: string = 1;\nconst b: string = 2;\nexport { a, b };",
    });
    expect(errors.map(({ line }) => line)).deep.equal([1, 2]);
  });

  it("a program that is missing, a folder, another kind of file", async () => {
    expect((await buildErrors({}))[0]?.message).match(/cannot find the program .*app\.ts/);
    expect((await buildErrors({ "app.ts/x": "" }))[0]?.message).match(/is not a file/);
    await inFolder({ "app.py": "" }, async (folder) => {
      const failed = await build({ entry: join(folder, "app.py") }).catch(
        (error: unknown) => (error as Error).message,
      );
      expect(failed).match(/neither TypeScript nor JavaScript/);
    });
  });

  it("an image that does not fit the board", async () => {
    const text = "x".repeat(920_000);
    const [error] = await buildErrors({ "app.ts": `print("${text}");` }, plain);
    expect(error?.message).match(/the image has 9200\d\d bytes, ESP32 has room for 917504/);
    expect(error?.hint).match(/^25\d\d bytes too many/);
    await buildFiles({ "app.ts": `print("${text.slice(5000)}");` }, plain);
  });
});

describe("size report", () => {
  it("shares out every byte, and names functions", async () => {
    const result = await buildFiles(files);
    const { report } = result;
    const sum = (items: { bytes: number }[]): number => items.reduce((total, { bytes }) => total + bytes, 0);
    expect(report.bytes).equal(imageBytes(result).length);
    expect(sum(report.modules)).equal(report.bytes);
    expect(report.modules.map(({ name }) => name))
      .include("app.ts")
      .and.include("uasyncio/src/kernel/scheduler.ts");
    expect(report.functions.some(({ name }) => /^app\.ts:4 main/.test(name))).equal(true);
    expect(sum(report.functions)).lessThan(report.bytes);
    expect(formatReport(report)).match(/^\d+ bytes, \d+ gzipped\n +\d+ +\d+\.\d % {2}uasyncio/);
    expect(formatReport(report, true)).include("by function:");
  });
});

describe("writeImage", () => {
  it("writes image and map, and no other file", async () => {
    const result = await buildFiles({ "app.ts": "print(1);" }, plain);
    await inFolder({}, (folder) => {
      const out = join(folder, "deep/app.js");
      writeImage(result, out);
      expect(readFileSync(out, "latin1")).equal(result.code);
      const map = JSON.parse(readFileSync(`${out}.map`, "utf8")) as typeof result.map & { file: string };
      expect(map.file).equal("app.js");
      expect(map.x_uasyncio).deep.equal(result.map.x_uasyncio);
      expect(readdirSync(join(folder, "deep"))).deep.equal(["app.js", "app.js.map"]);
    });
  });

  it("leaves everything as it was when it cannot", async () => {
    const result = await buildFiles({ "app.ts": "print(1);" }, plain);
    await inFolder({}, (folder) => {
      const out = join(folder, "app.js");
      mkdirSync(out);
      writeFileSync(`${out}.map`, "old");
      expect(() => writeImage(result, out)).throws(/is a folder/);
      expect(readdirSync(folder)).deep.equal(["app.js", "app.js.map"]);
      expect(readFileSync(`${out}.map`, "utf8")).equal("old");
    });
  });
});

describe("build.mjs", () => {
  const run = (folder: string, ...args: string[]): Promise<Ended> => uasyncio(folder, "build", ...args);

  it("writes build/NAME.js and prints a table of sizes", async () => {
    await inFolder(files, (folder) => {
      const options = { cwd: folder, encoding: "utf8" } as const;
      const command = [join(root, "build.mjs"), "app.ts", "--board", "esp32c3"];
      const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
      expect(stderr).equal("");
      expect(status).equal(0);
      expect(stdout).match(/^build\/app\.js for esp32c3: \d+ bytes, \d+ gzipped\n/);
      expect(existsSync(join(folder, "build/app.js.map"))).equal(true);
    });
  });

  it("ends with 1, one message and no output when something is wrong", async () => {
    await inFolder({ "app.ts": 'import "fs";' }, async (folder) => {
      const { status, stdout, stderr } = await run(folder, "app.ts", "--out", "x.js");
      expect({ status, stdout }).deep.equal({ status: 1, stdout: "" });
      expect(stderr).match(/^app\.ts:1:8: error: there is no module "fs" on the chip\n {4}modules: .*\n$/);
      expect(readdirSync(folder)).deep.equal(["app.ts"]);
      expect((await run(folder, "app.ts", "--board", "uno")).stderr).match(
        /no board "uno"\n {4}boards: esp32, /,
      );
      const usage = await run(folder, "--fast");
      expect(usage.status).equal(1);
      expect(usage.stderr).match(/^uasyncio: unknown option '--fast'\n$/);
      expect((await run(folder, "--help")).stdout).match(/^uasyncio build APP\.ts/);
    });
  });
});
