import { expect } from "chai";
import { minify } from "../../src/host/compiler/minify.ts";
import type { ImageMap } from "../../src/host/compiler/sourcemap.ts";

const noMap: ImageMap = { version: 3, sources: [], sourcesContent: [], names: [], mappings: "" };

/** So many that all names of one and two letters are given away. */
const MANY = Array.from({ length: 4000 }, (_, i) => i);

describe("the minifier", () => {
  it("calls nothing `of`, which Espruino takes for a keyword", async () => {
    const source = MANY.map((i) => `function name${i}(){return x${i}()}name${i}();`).join("\n");
    const { code } = await minify(source, noMap);
    expect(code).match(/function og\(/);
    expect(code).not.match(/\bof\b/);
    expect(code.endsWith(";\n")).equal(true);
  });

  for (const source of ["", "f();", "function f(){}", "if(a){b()}else{c()}", "x=function(){};", "throw 1;"]) {
    it(`leaves nothing of its own behind: ${source}`, async () => {
      expect((await minify(source, noMap)).code).not.match(/\bof\b/);
    });
  }

  it("calls no property `on`, which every object of Espruino has", async () => {
    const source = `var o={};f(${MANY.map((i) => `o._$p${i}`).join(",")})`;
    const { props } = await minify(source, noMap);
    expect(Object.keys(props)).length(MANY.length);
    expect(Object.values(props)).include("om").and.not.include("on");
  });
});
