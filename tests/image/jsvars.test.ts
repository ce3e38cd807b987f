import { expect } from "chai";
import { join } from "node:path";
import { budget } from "../../src/host/compiler/budgets.ts";
import { build } from "../../src/host/compiler/index.ts";
import { engines } from "../engines/engines.ts";

const espruino = engines.find(({ name }) => name === "Espruino")!;

describe("memory on Espruino, in JsVars", () => {
  let counts: Map<string, number>;

  before(async function () {
    if (espruino.missing()) return this.skip();
    const { code } = await build({ entry: join(import.meta.dirname, "jsvars.ts"), board: "bare" });
    const lines = await espruino.run(code);
    counts = new Map(
      lines.map((line) => line.split(" ") as [string, string]).map(([n, c]) => [n, Number(c)]),
    );
  });

  for (const [name, what] of [
    ["coroutine", "a coroutine that has not started"],
    ["task", "a sleeping task with its coroutine"],
    ["growth", "what is left of 1,000 tasks that came and went"],
  ] as const)
    it(`${what} stays within its budget (Espruino)`, () => {
      const count = counts.get(name);
      expect(count).to.be.within(name === "growth" ? 0 : 4, budget(`jsvars_${name}`));
    });
});
