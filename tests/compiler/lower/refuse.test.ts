import { expect } from "chai";
import { CompileError, lower } from "../../../src/host/compiler/lower/index.ts";

/** What is refused in a source, each as `line:column construct`. */
function refused(source: string): string[] {
  try {
    lower(source, "user.ts");
  } catch (e) {
    if (!(e instanceof CompileError)) throw e;
    for (const r of e.errors) {
      expect(r.file).to.equal("user.ts");
      expect(r.advice, r.construct).to.have.length.greaterThan(5);
      expect(e.message).to.contain(
        `user.ts:${String(r.line)}:${String(r.column)}: ${r.construct}: ${r.advice}`,
      );
    }
    return e.errors.map((r) => `${String(r.line)}:${String(r.column)} ${r.construct}`);
  }
  return [];
}

const cases: [source: string, ...expected: string[]][] = [
  ["const a = 1;\n  await a;", "2:3 await at the top level of a module"],
  ["for await (const x of []) x;", "1:1 await at the top level of a module"],
  ["function* g() {}", "1:1 generator function (function*)"],
  ["const o = { *g() {} };", "1:13 generator function (function*)"],
  ["class A {\n  static *g() {}\n}", "2:3 generator function (function*)"],
  ["export const x = new Map();", "1:22 Map"],
  ["new Set([1]);", "1:5 Set"],
  ["let w: unknown = new WeakMap();", "1:22 WeakMap"],
  ["new WeakSet();", "1:5 WeakSet"],
  ["new WeakRef({});", "1:5 WeakRef"],
  ["new Proxy({}, {});", "1:5 Proxy"],
  ["Reflect.ownKeys({});", "1:1 Reflect"],
  ["Array.from([1]);", "1:1 Array.from"],
  ["new Intl.NumberFormat();", "1:5 Intl"],
  ["globalThis.Map;", "1:1 Map"],
  ["typeof Symbol;", "1:8 Symbol"],
  ["const k = Symbol('k');", "1:11 Symbol"],
  ["Symbol.hasInstance;", "1:1 Symbol"],
  ["const n = 10n;", "1:11 BigInt literal"],
  ["BigInt(1);", "1:1 BigInt"],
  ["/(?<=a)b/.test('');", "1:1 regular expression lookbehind"],
  ["/(?<!a)b/.test('');", "1:1 regular expression lookbehind"],
  ["/(?<year>\\d)/.test('');", "1:1 named group in a regular expression"],
  [
    "/a/u; /a/s; /a/y;",
    ...["1:1", "1:7", "1:13"].map((p, i) => `${p} regular expression flag '${"usy"[i] ?? ""}'`),
  ],
  ["/a/v;", "1:1 regular expression flag 'v'"],
  ["new RegExp('a', 'u');", "1:1 regular expression flag 'u'"],
  ["async function f() {\n  await import('x');\n}", "2:9 dynamic import()"],
  ["import.meta.url;", "1:1 import.meta"],
  ["@dec class A {}", "1:1 decorator"],
  ["class A { @dec m() {} }", "1:11 decorator"],
  ["class A { accessor x = 1; }", "1:11 accessor field"],
  ["class A { #p; has(o: object) { return #p in o; } }", "1:39 `#name in object`"],
  ["eval('1');", "1:1 eval"],
  ["const _$a = 1;", "1:7 name '_$a'"],
  ["const o = { _$b: 1 };", "1:13 name '_$b'"],
  ["function f(o: { _$c: number }) { return o._$c; }", "1:43 name '_$c'"],
  ["class A { _$d = 1; }", "1:11 name '_$d'"],
  [
    "class A { constructor() { void (async () => new.target); } }",
    "1:45 new.target in an async arrow function",
  ],
  ["class A extends B { async m() { super.x++; } }", "1:33 this use of `super` in an async method"],
  ["async function f() { class A { [await 1]() {} } }", "1:22 await in a class body"],
  ["async function f(o: any) { (o?.m)(await 1); }", "1:28 call through a parenthesised optional chain"],
  ["using x = f();", "1:1 `using` at the top level of a module"],
  ["function f() { for (using x = g();;) {} }", "1:21 `using` in the head of a `for`"],
  [
    "function f() {\n  const g = () => later;\n  using x = r();\n  const later = 1;\n}",
    "4:9 'later' below a `using`, mentioned above it",
  ],
  ["async function f(a = 1 + g()) { var a; }", "1:37 declaration of 'a', which is a parameter too"],
  [
    "const b = 1;\nasync function f(a = b + 1) {\n  let b = 2;\n}",
    "3:7 declaration of 'b', which a parameter's default uses too",
  ],
  ["let x = ;", "1:9 syntax error"],
  ["function f() {\n  await g();\n}", "2:3 syntax error"],
  ["with (a) {}", "1:1 syntax error"],
];

describe("the compiler refuses by name", () => {
  for (const [source, ...expected] of cases) {
    it(source.replace(/\s+/g, " "), () => {
      expect(refused(source)).to.deep.equal(expected);
    });
  }

  it("everything in one go, in source order", () => {
    expect(refused("new Map();\n10n;\n  function* g() { new Set(); }\nnew Map();")).to.deep.equal([
      "1:5 Map",
      "2:1 BigInt literal",
      "3:3 generator function (function*)",
      "3:23 Set",
      "4:5 Map",
    ]);
  });

  it("but not what the user declares, nor types, nor well-known symbols", () => {
    const source = `
      import { Set } from "mine";
      type M = Map<string, WeakSet<object>>;
      export function f(Proxy: M) { class Map {} return [new Map(), Set, Proxy, { Symbol: 1 }.Symbol]; }
      export class L { [Symbol.iterator]() {} [Symbol.asyncIterator]() {} [Symbol.dispose]() {} [Symbol.asyncDispose]() {} }
      export const { Reflect: r } = { Reflect: 1 };
    `;
    expect(refused(source)).to.deep.equal([]);
    const { code } = lower(source, "user.ts");
    for (const key of ["iterator", "asyncIterator", "dispose", "asyncDispose"])
      expect(code).to.contain(`"@@${key}"`);
  });

  it("the reserved names only outside of this package", () => {
    expect(() => lower("x._$s;", "user.ts")).to.throw(CompileError);
    expect(() => lower("x._$s;", "user.ts", { isLibrary: true })).not.to.throw();
  });
});
