import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { imageBytes, instrument, writeImage, type BuildResult } from "../../src/host/compiler/index.ts";
import { tracer } from "../../src/host/compiler/sourcemap.ts";
import { expand, tokenise } from "../../src/host/compiler/tokenise.ts";
import { SimBoard } from "../../src/host/sim/index.ts";
import { espruino, realLines } from "../sim/support.ts";
import { buildFiles, inFolder, stripTypes } from "./support.ts";

const plain = { typecheck: false, lower: stripTypes };

/** What is in a tokenised text, with `<…>` around each word or operator that is one byte. */
function shown(text: string): string {
  const image = tokenise(text, true).code;
  expect(expand(image, undefined).code.replace(/ /g, "")).equal(
    text.replace(
      / |void 0|!0|!1/g,
      (found) => ({ "void 0": "undefined", "!0": "true", "!1": "false" })[found] ?? "",
    ),
  );
  return image.replace(/[\x80-\xff]/g, (byte) => `<${expand(byte, undefined).code}>`);
}

describe("a tokenised image", () => {
  it("has one byte for each reserved word and long operator, and no space beside one", () => {
    expect(shown("function f(a){return a instanceof b&&typeof a!==c}")).equal(
      "<function>f(a){<return>a<instanceof>b<&&><typeof>a<!==>c}",
    );
    expect(shown("a- -b;a- --b;a+ ++b;a++ +b;var x=1 in b")).equal(
      "a- -b;a-<-->b;a+<++>b;a<++>+b;<var>x=1<in>b",
    );
    expect(shown("f(void 0,!0,!1,-1,!a);x=undefined")).equal(
      "f(<undefined>,<true>,<false>,-1,!a);x=<undefined>",
    );
  });

  it("leaves alone names of properties, strings and regular expressions", () => {
    expect(shown("a.delete({default:1,in:2}).void;a[typeof b]")).equal(
      "a.delete({default:1,in:2}).void;a[<typeof>b]",
    );
    expect(shown("f('a in b',\"== '\",/x in==/g,a/b/c);throw/if/")).equal(
      "f('a in b',\"== '\",/x in==/g,a/b/c);<throw>/if/",
    );
  });

  it("has bytes for characters beyond ASCII, which become these characters again", () => {
    const text = 'print("°C µ é €🍔\\"",/[^é]=/,a||"ÿ")';
    const { code } = tokenise(text, true);
    expect(code).match(/^[\0-\xff]+$/);
    expect(Buffer.from(code, "latin1").includes("°C µ é €🍔")).equal(true);
    expect(expand(code, undefined).code).equal(text);
    expect(expand(tokenise(text, false).code, undefined).code).equal(text);
  });

  it("is text again wherever it came from: comments, templates and characters that are no UTF-8 stay", () => {
    const image = "/* \xab\xac */a\xa0`\xab`// \xab\n\xab /'\xab/.x('\xb0');b)/\xab'\xb0é'/c";
    expect(expand(image, undefined).code).equal(
      "/* \xab\xac */a||`\xab`// \xab\nreturn /'\xab/.x('\xb0');b)/return'\xb0é'/c",
    );
  });

  it("leads from columns of the image to columns of its text and back", () => {
    const text = "a=1;\nvar b=function(){return c};throw b;";
    const image = tokenise(text, true);
    const back = expand(image.code, undefined);
    const columns = (line: string): number[] => [
      line.indexOf("b"),
      line.indexOf("c}"),
      line.lastIndexOf("b"),
    ];
    const [inText, inImage, inBack] = [text, image.code, back.code].map((code) =>
      columns(code.split("\n")[1]),
    );
    expect(inText.map((column) => image.column(2, column))).deep.equal(inImage);
    expect(inImage.map((column) => image.oldColumn(2, column))).deep.equal(inText);
    expect(inBack.map((column) => back.imageColumn(2, column))).deep.equal(inImage);
  });

  it("is what a build for a board gives, unless it is to be readable; its map is of its bytes", async () => {
    const source =
      'const degree = "°";\nif (Math.random() >= 0) throw new TypeError(degree + typeof degree);\n';
    const result = await buildFiles({ "app.ts": source }, plain);
    expect(result.code).match(/[\x8a-\xce]/);
    expect(tracer(result.map)(1, result.code.indexOf("TypeError"))).include({ line: 2, column: 35 });
    const readable = await buildFiles({ "app.ts": source }, { ...plain, minify: false });
    expect(imageBytes(readable).toString())
      .include(" throw new TypeError(degree + typeof degree);")
      .and.include('"°"');
    const column = (line: string): number => line.indexOf("TypeError");
    const row = readable.code.split("\n").findIndex((line) => column(line) >= 0);
    expect(tracer(readable.map)(row + 1, column(readable.code.split("\n")[row]))).include({ line: 2 });
    const other = await buildFiles({ "app.ts": source }, { ...plain, board: "bare" });
    expect(other.code).include("°").and.include("throw");
    expect(imageBytes(other).toString()).equal(other.code);
    const written = (one: BuildResult): Promise<Buffer> =>
      inFolder({}, (folder) => {
        writeImage(one, join(folder, "a.js"));
        return readFileSync(join(folder, "a.js"));
      });
    expect([...(await written(result))]).deep.equal([...Buffer.from(result.code, "latin1")]);
    expect([...(await written(other))]).deep.equal([...Buffer.from(other.code)]);
  });

  it("runs on the simulated board, whose stacks lead to the source, without a map to the image", async () => {
    const source = 'function f() {\n  print("°");\n  throw new Error("x" + typeof f);\n}\nf();\n';
    const { code, map } = await buildFiles({ "app.ts": source }, plain);
    const board = new SimBoard();
    board.load(code, map);
    expect(board.output).equal("°\nUncaught Error: xfunction\n    at app.ts:3:9\n    at app.ts:5:1\n");
    const bare = new SimBoard();
    bare.load(code);
    const at = code.indexOf("Error");
    expect(bare.console[1].text).match(new RegExp(`^Uncaught Error: xfunction\\n    at image.js:1:${at}\\n`));
  });

  it("is read from its file by `uasyncio sim`", async () => {
    const result = await buildFiles({ "app.ts": 'for (let i = 0; i < 2; i++) print("°", typeof i);' }, plain);
    await inFolder({}, (folder) => {
      writeImage(result, join(folder, "app.js"));
      const uasyncio = join(import.meta.dirname, "../../bin/uasyncio.mjs");
      const { stdout } = spawnSync(process.execPath, [uasyncio, "sim", join(folder, "app.js")], {
        encoding: "utf8",
      });
      expect(stdout).equal("° number\n° number\n");
    });
  });

  it("can be instrumented", () => {
    expect(instrument(tokenise("a();throw b", true).code, "$irq();")).equal(
      "$irq();a();$irq();throw b;$irq();",
    );
  });

  (espruino ? it : it.skip)("runs on Espruino, which shows the same columns", async () => {
    const source = `
      const all = { default: 1, delete: { in: 2 }, "typeof": "\u00b0C" };
      function f(a, b) {
        switch (a) {
          case 1: return a >>> 1 === 0 && b !== undefined ? "one" : void 0;
          default: do { a--; if (a in all || a <= -3) break; else continue; } while (true);
        }
        try { delete all.delete.in; throw new Error(typeof a); }
        catch (e) { return [e instanceof Error, e.message, /[^=]==/.test("a=="), a / 3 / 1, null]; }
        finally { all.default += a << 2; }
      }
      print(f(1, 2), f(5).join(), all.default, all["typeof"], Object.keys(all).join());
      try { (function () { throw new Error("here"); })(); } catch (e) { print(e.stack); }`;
    const { code } = await buildFiles({ "app.ts": source }, plain);
    const [line, ...stack] = realLines(code);
    expect(line).equal("one true,number,true,-1, -11 \u00b0C default,delete,typeof");
    // It counts from the start of a function's code, and what it says of a throw is where that ends.
    expect(stack.join("\n")).include(`(:1:${'TNError("here")'.length})`);
    expect(code).include('{\xb0\xb8Error("here")}');
  });
});
