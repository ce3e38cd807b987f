import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { runLowered, runNative } from "./support/harness.ts";

const folder = new URL("corpus/", import.meta.url);

describe("a compiled program does what JavaScript does:", () => {
  for (const name of readdirSync(folder).sort()) {
    it(name.replace(/-/g, " ").replace(".ts", ""), async () => {
      const source = readFileSync(new URL(name, folder), "utf8");
      const native = await runNative(source);
      expect(native.at(-1), "the program itself").to.match(/^returned/);
      expect(runLowered(source)).to.deep.equal(native);
    });
  }
});
