import { generate } from "@babel/generator";
import { parseSync, types as t } from "@babel/core";
import { eachMapping, TraceMap } from "@jridgewell/trace-mapping";
import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { lower } from "../../../src/host/compiler/lower/index.ts";
import { runLowered } from "./support/harness.ts";

/** Compiled text without line breaks, to compare with what is written here. */
function compiled(source: string, options?: Parameters<typeof lower>[2]): string {
  const { code } = lower(source, "app.ts", options);
  const ast = parseSync(code, { configFile: false, babelrc: false, sourceType: "module" });
  return ast ? generate(ast, { compact: false, concise: true }).code : "";
}

describe("the form of compiled code", () => {
  it("is as small as this for the first listing", () => {
    const source = `
      import * as asyncio from "asyncio";
      import { print } from "builtins";
      async function fetch(name: string, delay_ms: number) { await asyncio.sleep_ms(delay_ms); return name; }
      async function main() {
        print(await asyncio.gather(fetch("a", 100), fetch("b", 200), fetch("c", 50)));
      }
      asyncio.run(main());
    `;
    expect(compiled(source)).to.equal(
      [
        `import * as asyncio from "asyncio";`,
        `import { print } from "builtins";`,
        `function fetch$0(f) { f._$s = fetch$1; return asyncio.sleep_ms(f._$$delay_ms); }`,
        `function fetch$1(f) { return f._$$name; }`,
        `function fetch(name, delay_ms) { return { _$s: fetch$0, _$p: 0, _$$delay_ms: delay_ms, _$$name: name }; }`,
        `function main$0(f) { f._$s = main$1; return asyncio.gather(fetch("a", 100), fetch("b", 200), fetch("c", 50)); }`,
        `function main$1(f, v) { print(v); }`,
        `function main() { return { _$s: main$0, _$p: 0 }; }`,
        `asyncio.run(main());`,
      ].join(" "),
    );
  });

  const forms: [name: string, source: string, expected: string][] = [
    [
      "a loop that only waits and works is one state",
      "async function blink() { while (true) { toggle(); await sleep(5); } }",
      `function blink$0(f) { toggle(); f._$s = blink$0; return sleep(5); } function blink() { return { _$s: blink$0, _$p: 0 }; }`,
    ],
    [
      "an if without await stays plain, and its variables stay variables",
      "async function f(x: number) { let y = 1; if (x) { y = 2; log(y); } await tick(); }",
      `function f$0(f) { let y = 1; if (f._$$x) { y = 2; log(y); } f._$s = f$1; return tick(); } function f$1() {} function f(x) { return { _$s: f$0, _$p: 0, _$$x: x }; }`,
    ],
    [
      "a result that is used at once is the parameter",
      "import { g, log } from 'x'; async function f() { const x = await g(); log(x, x); }",
      `import { g, log } from 'x'; function f$0(f) { f._$s = f$1; return g(); } function f$1(f, x) { log(x, x); } function f() { return { _$s: f$0, _$p: 0 }; }`,
    ],
    [
      "try with a catch",
      "async function f() { try { await a(); } catch (e) { log(e); } }",
      `function f$0(f) { f._$h = f$1; f._$s = f$2; return a(); } function f$1(f, e) { log(e); } function f$2() {} function f() { return { _$s: f$0, _$p: 0 }; }`,
    ],
    [
      "an arrow that captures what does not change takes a copy along",
      "function on(pin: number) { return async () => { await wait(pin); return true; }; }",
      `function async$0(f) { f._$s = async$1; return wait(f._$$pin); } function async$1() { return true; } function on(pin) { return () => ({ _$s: async$0, _$p: 0, _$$pin: pin }); }`,
    ],
    [
      "what may be awaited is awaited when it is returned",
      "async function f() { return g(); }",
      `function f$0(f) { f._$s = f$1; return g(); } function f$1(f, v) { return v; } function f() { return { _$s: f$0, _$p: 0 }; }`,
    ],
  ];
  for (const [name, source, expected] of forms) {
    it(name, () => {
      expect(compiled(source)).to.equal(expected);
    });
  }

  it("takes an index where the caller knows an array", () => {
    const source = "async function f(o) { for (const x of o.list) await x; }";
    expect(compiled(source)).to.contain("#coroutine");
    const isArrayAt = (offset: number): boolean => source.startsWith("o.list", offset);
    expect(compiled(source, { isArrayAt })).not.to.contain("#coroutine");
  });

  it("has every state function at the top of its module", () => {
    const folder = new URL("corpus/", import.meta.url);
    for (const name of readdirSync(folder)) {
      const { code } = lower(readFileSync(new URL(name, folder), "utf8"), name);
      const ast = parseSync(code, { configFile: false, babelrc: false, sourceType: "module" });
      const body = ast?.program.body ?? [];
      const top = new Set(body.flatMap((s) => (t.isFunctionDeclaration(s) && s.id ? [s.id.name] : [])));
      let states = 0;
      t.traverseFast(ast, (n) => {
        const left =
          t.isAwaitExpression(n) || (t.isFunction(n) && (n.async || n.generator)) || t.isPrivateName(n);
        expect(left, `${name}: ${n.type}`).to.equal(false);
        if (!t.isObjectProperty(n) || !t.isIdentifier(n.key, { name: "_$s" })) return;
        states++;
        expect(
          top.has((n.value as t.Identifier).name),
          `${name}: ${(n.value as t.Identifier).name}`,
        ).to.equal(true);
      });
      expect(states, name).to.be.greaterThan(0);
    }
  });

  it("maps back to the source", () => {
    const source = "async function main(a) {\n  await first(a);\n  second(\n    await third(a));\n}\n";
    const { code, map } = lower(source, "app.ts");
    const names = new Set<string>();
    eachMapping(new TraceMap(map as ConstructorParameters<typeof TraceMap>[0]), (m) => {
      if (m.originalLine === null) return;
      const from = source.split("\n")[m.originalLine - 1]?.slice(m.originalColumn ?? 0) ?? "";
      const to = code.split("\n")[m.generatedLine - 1]?.slice(m.generatedColumn) ?? "";
      for (const word of ["first", "second", "third"]) {
        if (to.startsWith(word)) {
          names.add(word);
          expect(from.startsWith(word), word).to.equal(true);
        }
      }
    });
    expect([...names].sort()).to.deep.equal(["first", "second", "third"]);
  });

  it("does not grow the native stack with turns of a loop, nor with nested awaits", () => {
    const source = `
      import { tick, depth } from "harness";
      const nest = async (n) => (n === 0 ? depth() : await nest(n - 1));
      const tail = async (n) => { if (n === 0) return depth(); return tail(n - 1); };
      export default async function main(log) {
        const start = depth();
        let deepest = 0;
        for (let i = 0; i < 10000; i++) {
          deepest = Math.max(deepest, depth());
          if (i % 3) continue;
          await tick();
        }
        let rounds = 0;
        outer: while (true) { try { while (true) { if (++rounds > 10000) break outer; if (rounds % 2) continue outer; await tick(); } } finally { deepest = Math.max(deepest, depth()); } }
        return [deepest - start, (await nest(10000)) - start, (await tail(10000)) - start];
      }`;
    const grown = /returned \[(.*)\]/.exec(runLowered(source).join())?.[1]?.split(", ").map(Number) ?? [];
    expect(grown).to.have.length(3);
    for (const n of grown) expect(n).to.be.lessThan(3);
  });
});
