import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { build } from "../../src/host/compiler/index.ts";
import { lowerToEs5 } from "../../src/host/compiler/es5/index.ts";
import { expand } from "../../src/host/compiler/tokenise.ts";
import { engines } from "../engines/engines.ts";
import { stripTypes } from "./support.ts";

const folder = join(import.meta.dirname, "es5-corpus");

/** Lets every engine's `print` take what Node's does: any number of values, which are shown as texts. */
const manyValues = `var oneLine = print, manyValues = function () {
  oneLine([].slice.call(arguments).map(String).join(" "));
};
if (typeof global == "object") global.print = manyValues; else print = manyValues;
`;

/** What a program prints when Node runs it as it stands. */
function native(source: string): string[] {
  const lines: string[] = [];
  const print = (...values: unknown[]): void => void lines.push(...values.map(String).join(" ").split("\n"));
  vm.runInNewContext(`"use strict";${source}`, { print });
  return lines;
}

describe("ES5 lowering: every program prints on every engine what it prints natively", () => {
  for (const file of readdirSync(folder).sort()) {
    const entry = join(folder, file);
    const source = readFileSync(entry, "utf8");

    for (const minify of [true, false]) {
      describe(`${file}, ${minify ? "minified" : "readable"}`, () => {
        let image = "";

        before(async () => {
          image = (await build({ entry, minify, typecheck: false, lower: stripTypes })).code;
        });

        for (const engine of engines) {
          const missing = engine.missing();
          if (
            missing !== undefined ||
            (engine.name === "MuJS" && source.startsWith("// needs: typed arrays"))
          )
            continue;
          it(engine.name, async () => {
            // The others need what Espruino's lexer makes of it.
            const lines = await (engine.name === "Espruino"
              ? engine.run(manyValues + image, undefined, "latin1")
              : engine.run(manyValues + expand(image, undefined).code));
            expect(lines.flatMap((line) => line.split("\n"))).deep.equal(native(source));
          });
        }
      });
    }
  }

  it("a constructor's parameter does not capture a name that a field's initialiser means", () => {
    const source = `const v = "outer";
      class A { value = v; constructor(v) { this.param = v; } }
      class B extends Error { value = message; }
      const message = "outer too", a = new A("inner"), b = new B("text");
      print(a.value, a.param, b.value, b.message);`;
    const none = { version: 3, sources: [], sourcesContent: [], names: [], mappings: "" } as const;
    const { code } = lowerToEs5(source, { ...none, sources: [], sourcesContent: [], names: [] });
    expect(native(code)).deep.equal(["outer inner outer too text"]);
  });

  it("notices a difference", () => {
    expect(native("print(1, 2); print('a\\nb')")).deep.equal(["1 2", "a", "b"]);
  });
});
