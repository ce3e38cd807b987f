import { expect } from "chai";
import { fold } from "../../src/host/compiler/fold.ts";
import type { ImageMap } from "../../src/host/compiler/sourcemap.ts";

const map: ImageMap = {
  version: 3,
  sources: ["a.js"],
  sourcesContent: [""],
  names: [],
  mappings: "AAAA",
};

async function folded(code: string): Promise<string> {
  return (await fold(code, map)).code.replace(/\s+/g, " ").trim();
}

describe("folding leaves out", () => {
  it("what is behind a variable that nothing sets, and what only that used", async () => {
    expect(await folded("let hook; function used() { a(); } if (hook) used(); b(hook && hook());")).equal(
      "b(void 0);",
    );
    expect(
      await folded("let on = false, off; function f() { off = void 0; if (on || off) a(); } b(f);"),
    ).match(/function f\(\) \{ (off = )?void 0; \}|function f\(\) \{ off = void 0; \} b\(f\);/);
  });

  it("what is behind a property that nothing writes", async () => {
    expect(await folded("function f(o) { if (o._$x) a(); return o._$y; } b(f, { _$y: 1 });")).equal(
      "function f(o) { return o._$y; } b(f, { _$y: 1 });",
    );
  });

  it("constants of a function, each in its own scope", async () => {
    expect(
      await folded('b(function (x) { let open = "["; const close = "]"; return open + x + close; });'),
    ).match(/return "\[" \+ x \+ "\]"/);
    const shadow = "b(function () { let n = 1; c(() => { let n = 2; n++; return n; }); return n; });";
    expect(await folded(shadow)).match(/let n = 2; return n\+\+, n; \}\), 1;/);
  });

  it("nothing that may change", async () => {
    for (const code of [
      "let x; export_(() => x = 1); b(x);",
      "let x; export_(() => x++); b(x);",
      "let x; export_(() => { [x] = c(); }); b(x);",
      "let x; export_(() => { ({ x } = c()); }); b(x);",
      "let x; export_(() => { ({ a: x } = c()); }); b(x);",
      "let x; export_(() => { ({ a: x = 1 } = c()); }); b(x);",
      "let x; export_(() => { ({ ...x } = c()); }); b(x);",
      "export_(() => { for (let x of c()) b(x); });",
      "let x; export_(() => { for (x in c()) b(x); });",
      "export_(function (x) { b(x); });",
      "let x; function x2() {} try { c(); } catch (x) { b(x); }",
    ])
      expect(await folded(code), code).match(/\bb\(x\d*\)/);
    for (const write of [
      "o._$x = 1",
      "o._$x++",
      "({ _$x: 1 })",
      "({ _$x() {} })",
      "[o._$x] = c()",
      "delete o._$x",
    ])
      expect(await folded(`export_((o) => { ${write}; b(o._$x); });`), write).include("b(o._$x)");
    // Names of a coroutine's variables are the user's.
    expect(await folded("export_((o) => b(o._$$x));")).include("b(o._$$x)");
    expect(await folded("export_((o) => b(c()._$x));")).include("c()");
  });

  it("nothing that a constant would be longer than", async () => {
    const code = 'const text = "a long text that is used twice"; b(text); c(text);';
    expect((await folded(code)).split("long").length).equal(2);
    expect(await folded('const text = "a long text that is used once"; b(text);')).equal(
      'b("a long text that is used once");',
    );
  });
});
