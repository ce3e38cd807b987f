import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SimBoard, SimStorage } from "../../src/host/sim/index.ts";
import { boardWith, espruino } from "./support.ts";

/** What to try, in this order on one Storage, and what Espruino 2v29 answers. */
const CASES: readonly [code: string, answer: string][] = [
  ["S.list()", "[]"],
  ['S.write("a", "Hello", 0, 14)', "true"],
  ['S.read("a")', JSON.stringify("Hello" + "\xff".repeat(9))],
  ['S.write("a", " ", 5)', "true"],
  ['S.write("a", "World!!!", 6)', "true"],
  ['S.write("a", "X", 6)', "Error: File already written with different data"],
  ['S.read("a")', '"Hello World!!!"'],
  ['S.read("a", 3)', '"lo World!!!"'],
  ['S.read("a", 3, 4)', '"lo W"'],
  ['S.read("a", -3, 4)', '"Hell"'],
  ['S.read("a", 30, 4)', '""'],
  ['S.read("none")', "undefined"],
  ['S.write("none", "x", 4)', "Error: Unable to find or create file"],
  ['S.write("a", "far too long for this", 1)', "Error: Too much data for file size"],
  ['S.write("z", "")', "Error: Can't create zero length file"],
  ['S.write("z", [])', "Error: Can't create zero length file"],
  ['S.write("z")', "Error: Can't get pointer to data to write"],
  ['S.write("z", null)', "TypeError: Expecting Number or iterable, got null"],
  ['S.write("z", "x", -1)', "false"],
  ['S.write("z", "x", 0, -1)', "false"],
  ['S.write("z", 12), S.read("z")', '"\\f"'],
  ['S.write("z", [1, 2, "x", 300]), S.read("z")', '"\\u0001\\u0002x,"'],
  ['S.write("z", new Uint16Array([1, 258])), S.read("z")', '"\\u0001\\u0000"'],
  ['S.write("o", { a: 1, b: "x" }), S.read("o")', JSON.stringify('{"a":1,"b":"x"}')],
  [
    'S.writeJSON("o", { a: 1, b: ["x\\xfc", -2, null] }), S.read("o")',
    JSON.stringify('{a:1,b:["x\\xFC",-2,null]}'),
  ],
  ['S.readJSON("o").b[1]', "-2"],
  ['S.readJSON("o").b[0].charCodeAt(1)', "252"],
  ['S.write("j", "{nonsense")', "true"],
  ['S.readJSON("j", true)', "undefined"],
  ['S.readJSON("none")', "undefined"],
  ['new Uint8Array(S.readArrayBuffer("a"))[1]', "101"],
  ['S.readArrayBuffer("none")', "undefined"],
  [`S.write("${"n".repeat(30)}", "long")`, "true"],
  ["S.list().join()", JSON.stringify(`a,z,o,j,${"n".repeat(28)}`)],
  ["S.list(/^[oz]/).join()", '"z,o"'],
  ['S.write("C:drive", "x"), S.read("drive")', '"x"'],
  ['S.erase("a"), S.erase("none"), S.read("a")', "undefined"],
  // The file changes its place unless it is written as it was.
  [
    'S.write("s", "abcd"), t = S.getStats().trashBytes, S.write("s", "abcd"), S.getStats().trashBytes - t',
    "0",
  ],
  ['S.write("s", "abce"), S.getStats().trashBytes - t', "36"],
  ["S.compact(), S.getStats().trashBytes", "0"],
  ["S.list().join().slice(0, 5)", '"z,o,j"'],
  ['h = S.hash(), S.write("s", "abce"), S.hash() == h', "true"],
  ['S.write("s", "abcf"), S.hash() == h', "false"],
  ['S.write("ff", "\\xff\\xff", 0, 4), S.write("ff", "\\xff\\xffab", 0, 4), S.read("ff", 2)', '"ab"'],
  ['S.write("ff", "q", 2)', "Error: File already written with different data"],
  // StorageFiles
  ['f = S.open("log", "w"), f.write("Hello\\n"), f.write("two\\nthree"), f.getLength()', "15"],
  [
    'f = S.open("log", "r"), [f.readLine(), f.readLine(), f.readLine(), f.readLine()].join("|")',
    '"Hello\\n|two\\n|three|"',
  ],
  ['f = S.open("log", "r"), [f.read(3), f.read(100), f.read(3)].join("|")', '"Hel|lo\\ntwo\\nthree|"'],
  ['S.open("log", "a").write("X"), S.open("log", "r").getLength()', "16"],
  ['S.open("log", "r").write("x")', "Error: Can't write in this mode"],
  ['S.open("log", "a").read(1)', "Error: Can't read in this mode"],
  ['S.open("log", "x")', 'Error: Invalid mode "x"'],
  ['S.list(/log/)[0] == "log\\x01"', "true"],
  ["S.list(undefined, { sf: true }).join()", '"log"'],
  ["S.list(/log/, { sf: false }).length", "0"],
  [
    'f = S.open("log", "a"), [].fill.call(new Uint8Array(900), 0).forEach(function (_, i) { f.write("0123456789" + i); }), f.getLength()',
    "11606",
  ],
  ['f = S.open("log", "r"), f.read(11600).length', "11600"],
  ["S.list(/log/).length", "1"],
  ['S.open("log", "r").erase(), S.list(/log/).length', "0"],
  ["E.CRC32('hello')", "907060870"],
  ["E.CRC32([1, 2, 3])", "1438416925"],
  ["E.CRC32(new Uint16Array([1, 258]))", "3066839698"],
  ["E.CRC32()", "undefined"],
  ["E.setFlags({ pretokenise: 1 }), E.getFlags().pretokenise", "1"],
  ["S.eraseAll(), S.list()", "[]"],
];

const SCRIPT = `var S = require("Storage"), f, t, h;
function attempt(code) { try { var r = eval(code); print("= " + (r === undefined ? r : JSON.stringify(r))); } catch (e) { print("= " + e); } }
${CASES.map(([code]) => `attempt(${JSON.stringify(code)});`).join("\n")}
`;

/** A line that may stand in the place of a prompt, which the console erases first. */
const ANSWER = new RegExp(String.raw`^(?:>?\x1b\[J)?= (.*?)\r?$`, "gm");

function answers(text: string): string[] {
  return Array.from(text.matchAll(ANSWER), ([, answer]) =>
    // JSON.stringify escapes these there, and not here.
    answer.replace(/\\u00FF/gi, "\xff"),
  );
}

describe("Storage of the simulated board", () => {
  it("answers as Espruino's", () => {
    const found = answers(boardWith(SCRIPT).output);
    expect(found.map((answer, i) => [CASES[i]?.[0], answer])).to.deep.equal(CASES);
  });

  it("is tested by answers that the real Espruino gives", function () {
    if (!espruino) return this.skip();
    // It keeps its flash memory in a file of the folder it runs in.
    const cwd = mkdtempSync(join(tmpdir(), "uasyncio-storage-"));
    try {
      writeFileSync(join(cwd, "a.js"), SCRIPT);
      const found = answers(execFileSync(espruino, ["a.js"], { cwd, encoding: "latin1", timeout: 20_000 }));
      expect(found.map((answer, i) => [CASES[i]?.[0], answer])).to.deep.equal(CASES);
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });

  it("makes room by compacting, and refuses what does not fit", () => {
    const storage = new SimStorage(4096, 0, 1024);
    const kB = new Uint8Array(1000).fill(1);
    for (const name of ["a", "b", "c"]) storage.set(name, kB);
    expect(() => storage.set("d", kB)).to.throw("Unable to find or create file");
    expect(storage.names()).to.deep.equal(["a", "b", "c"]);
    storage.delete("b");
    let compacted = 0;
    storage.write("d", kB, 0, 0, false, () => compacted++);
    expect([compacted, storage.names()]).to.deep.equal([1, ["a", "c", "d"]]);
    // A file that cannot be written anew is left as it was.
    expect(() => storage.set("a", new Uint8Array(5000))).to.throw();
    expect(storage.get("a")).to.deep.equal(kB);
    expect(storage.stats()).to.deep.equal({
      totalBytes: 4096,
      freeBytes: 4096 - 3 * 1032,
      fileBytes: 3 * 1032,
      fileCount: 3,
      trashBytes: 0,
      trashCount: 0,
    });
  });

  it("is as large as the board's, which may be filled before the start", () => {
    const board = new SimBoard({ storage: { note: "\x80\xff" } });
    board.storage.set("more", Uint8Array.of(0, 200));
    board.load(
      'var S = require("Storage"); print(S.getStats().totalBytes, S.read("note") == "\\x80\\xff", S.read("more", 1) == "\\xc8")',
    );
    expect(board.output).to.equal("917504 true true\n");
    expect([...board.storage].map(([name, data]) => [name, data.length])).to.deep.equal([
      ["note", 2],
      ["more", 2],
    ]);
  });

  it("has its boot files run at power-up, after reset() and after load() as Espruino does", () => {
    const storage = {
      ".bootPowerOn": 'print("power")',
      ".boot1": 'print("1")',
      ".boot0": 'print("0")',
      ".bootcde": 'print("code"); E.on("init", function () { print("init"); }); var n = 1;',
      app: 'print("app", __FILE__, typeof n)',
    };
    const board = new SimBoard({ storage });
    const next = (code: string): string => {
      const before = board.output.length;
      if (code) board.evaluate(code);
      board.run({ for: 1e6 });
      return board.output.slice(before).replaceAll("\n", " ");
    };
    expect(next("")).to.equal("power 0 1 code init ");
    expect(next("reset()")).to.equal("0 1 ");
    expect(next("load()")).to.equal("0 1 code init ");
    expect(next('load("app")')).to.equal("0 1 app app undefined ");
    expect(next("E.reboot()")).to.equal("power 0 1 code init ");
    board.brownOut();
    expect(next("")).to.equal("power 0 1 code init ");
    // Code that is to run even after reset() takes the other's place.
    expect(next("E.setBootCode(\"print('always')\", true), reset()")).to.equal("0 1 always ");
    expect(next("reset(true)")).to.equal("Erasing saved code. Done! 0 1 ");
    expect(board.storage.names()).to.deep.equal([".bootPowerOn", ".boot1", ".boot0", "app"]);
  });

  it("takes the time that flash memory takes", () => {
    const board = boardWith('require("Storage").write("a", "x".repeat(1000)); print(getTime() > 0.002)');
    expect(board.output).to.equal("true\n");
  });

  it("counts JsVars where that is asked for", () => {
    const used = (code: string): number => {
      const board = boardWith(`${code}; print(process.memory().usage)`, { estimateMemory: true });
      return Number(board.output);
    };
    const nothing = used("");
    expect(used("var a = {}") - nothing).to.equal(2);
    expect(used("var a = { b: 1, c: 2 }") - nothing).to.equal(4);
    expect(used('var a = "0123456789012345678901234567890"') - nothing).to.be.greaterThan(2);
  });
});
