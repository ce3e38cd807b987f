import { expect } from "chai";
import { partsOf, together } from "../../src/host/compiler/parts.ts";
import { lower } from "../../src/host/compiler/lower/index.ts";
import { SimBoard } from "../../src/host/sim/index.ts";
import { espruino, realLines } from "../sim/support.ts";
import { buildFiles } from "./support.ts";

const HEAD = `import * as asyncio from "asyncio"; import { print, repr } from "builtins"; import { ticks_ms } from "time";
async function fetch(name: string, ms: number) { await asyncio.sleep_ms(ms); return name; }
`;
const MAIN = "async function main() { BODY }\nasyncio.run(main());\n";

function partsOfSource(source: string): ReturnType<typeof partsOf> {
  return partsOf(lower(source, "app.ts", {}).code);
}

describe("a program does without", () => {
  /** Programs whose values are plain, and whose coroutines are awaited where they are made. */
  const plain: Record<string, string> = {
    "the listing": MAIN.replace(
      "BODY",
      'print(await asyncio.gather(fetch("a", 100), fetch("b", 200), fetch("c", 50)));',
    ),
    "values of all kinds": `
      async function nested(n: number) { if (n > 0) return [await nested2(n - 1)]; return ["it's", 'a "quote"', "it's \\"both\\"\\n", "\u00b0"]; }
      async function nested2(n: number) { await asyncio.sleep_ms(-1); const all = await asyncio.gather(nested(n)); return [all, n]; }
      async function main() {
        print(await nested(3), await nested(12));
        print(1 / 0, -1 / 0, 0 / 0, 1e21, 1.5, -7, true, false, null, undefined, "", [], [[]], repr(""), "x".repeat(3));
        print([1 / 0, true, null, "a".split("")], ticks_ms());
      }
      asyncio.run(main());`,
    "many tasks that take turns": `
      async function turn(name: string, n: number) { for (let i = 0; i < n; i++) { await asyncio.sleep_ms(i % 3); print(name, i, ticks_ms()); } return n; }
      async function two(name: string) { const all = await asyncio.gather(turn(name + "x", 4), turn(name + "y", 5)); return [all]; }
      async function main() {
        print(await asyncio.gather(two("a"), two("b"), turn("c", 30)));
        print(await asyncio.gather());
        await asyncio.sleep(0.25);
        if (ticks_ms() > 200) print("late");
      }
      asyncio.run(main());`,
    "a child that fails, and a sibling that does so later": `
      async function bad(ms) { await asyncio.sleep_ms(ms); await asyncio.sleep_ms(1e10); }
      async function group() { await asyncio.gather(bad(5), fetch("b", 50), bad(5), bad(90)); }
      async function main() { await asyncio.gather(fetch("a", 20), group(), fetch("c", 30)); }
      asyncio.run(main());`,
    "a failure of the engine's": `
      async function bad(ms) { await asyncio.sleep_ms(ms); print("x".repeat(-1)); }
      async function main() { print("on"); await asyncio.gather(bad(1), fetch("a", 5)); }
      asyncio.run(main());`,
  };

  for (const [name, program] of Object.entries(plain))
    it(`what it cannot need, and does the same: ${name}`, async () => {
      const files = { "app.ts": HEAD + program };
      expect(partsOfSource(files["app.ts"])).deep.equal({
        OBJECTS: false,
        CHECKS: false,
        OPTIONS: false,
        runs: 1,
      });
      const [lean, whole] = await Promise.all(
        [false, true].map((whole) => buildFiles(files, { typecheck: false, whole })),
      );
      const shown = ({ code, map }: typeof lean): string[] => {
        const board = new SimBoard();
        board.load(code, map);
        board.run({ for: 5e6 });
        return board.console.map(({ at, text }) => `${at} ${text}`);
      };
      expect(shown(lean).length).greaterThan(0);
      expect(shown(lean)).deep.equal(shown(whole));
      expect(lean.code.length).lessThan(whole.code.length - 600);
      // An uncaught exception ends Espruino's build for Linux; which task comes first depends on how fast it is.
      const real = ({ code }: typeof lean): string[] =>
        realLines(code)
          .map((line) => line.replace(/\d+$/, ""))
          .sort();
      if (espruino && !shown(lean).some((line) => line.includes("Uncaught")))
        expect(real(lean)).deep.equal(real(whole));
    });

  /** What needs objects and checks, in the body of main. */
  const others = [
    "print({});",
    "const e = new Error('x');",
    "throw 'x';",
    "try { await fetch('a', 1); } catch (e) { print(e); }",
    "try { await fetch('a', 1); } finally { print(1); }",
    "try { print(1); } catch {}",
    "print(fetch);",
    "const f = fetch; await f('a', 1);",
    "print(fetch('a', 1));",
    "const c = fetch('a', 1); await c; await c;",
    "fetch('a', 1);",
    "await asyncio.gather(1);",
    "await asyncio.gather(asyncio.sleep_ms(1));",
    "await asyncio.gather(...[1].map((n) => fetch('a', n)));",
    "await 1;",
    "await print(1);",
    "const make = (n: number) => fetch('a', n); await make(1);",
    "const t = asyncio.create_task(fetch('a', 1));",
    "await asyncio.wait_for_ms(fetch('a', 1), 5);",
    "print(asyncio);",
    "print(asyncio.run);",
    "asyncio.run(main());",
    "print([1]['constructor']);",
    "const k = 'length'; print([1][k]);",
    "print((5).constructor);",
    "print('x'.match('x'));",
    "print(/x/.test('x'));",
    "print(this);",
    "print(process.env);",
    "print(arguments);",
    "class A {}",
    "print(1 instanceof Number);",
    "const { length } = 'abc'; print(length);",
    "print(`${fetch}`);",
    "print(String);",
    "print([1].map(Math.floor));",
    "setTimeout(() => print(1), 5);",
  ];
  for (const body of others)
    it(`nothing if it says ${body}`, () => {
      const { OBJECTS, CHECKS } = together([partsOfSource(HEAD + MAIN.replace("BODY", body))]);
      expect({ OBJECTS, CHECKS }).deep.equal({ OBJECTS: true, CHECKS: true });
    });

  it("nothing if it imports what may give other things, or runs a loop twice", () => {
    for (const line of [
      'import { info } from "machine"; print(info());',
      'import { OSError } from "builtins"; print(OSError);',
      'import { fetch2 } from "./other.ts"; print(fetch2());',
      'import { limit } from "./other.ts"; print(limit);',
      'import other from "other"; print(other);',
    ])
      expect(partsOfSource(HEAD + line + MAIN.replace("BODY", "print(1);")).CHECKS, line).equal(true);
    const file = partsOfSource(HEAD + MAIN.replace("BODY", "print(1);"));
    expect(together([file]).CHECKS).equal(false);
    expect(together([file, file]).CHECKS).equal(true);
  });

  it("the options of gather, unless it names one or may give something that is none of its calls", () => {
    const needed = (body: string): boolean => partsOfSource(HEAD + MAIN.replace("BODY", body)).OPTIONS;
    expect(
      needed("const t = asyncio.create_task(fetch('a', 1)); await asyncio.gather(t, fetch('b', 2));"),
    ).equal(false);
    for (const body of [
      "await asyncio.gather(fetch('a', 1), { return_exceptions: true });",
      "await asyncio.gather(fetch('a', 1), {});",
      "const o = {}; await asyncio.gather(fetch('a', 1), o);",
      "await asyncio.gather(...[fetch('a', 1)]);",
      "const g = asyncio.gather; await g(fetch('a', 1));",
      "const o = JSON.parse('{\"cancel_siblings\":false}'); await asyncio.gather(fetch('a', 1), f(o));",
      "const o = {}; o.return_exceptions = true; await asyncio.gather(f(o));",
    ])
      expect(needed(body), body).equal(true);
    expect(partsOfSource('import { gather as all } from "asyncio"; all({});').OPTIONS).equal(true);
  });
});
