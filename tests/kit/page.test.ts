import { expect } from "chai";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/testing.md"), "utf8");

/** The files that the page shows, by name. */
const files = new Map(
  [...page.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)].map(([, name, text]) => [name, text] as const),
);

const folder = mkdtempSync(join(tmpdir(), "uasyncio-page-"));
for (const [name, text] of files) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** The test of the page, for this checkout, in its folder. That it leaves out the check of types is for the time that it takes. */
const test = (files.get("tests/lamp.test.ts") ?? "")
  .replace('"uasyncio/sim"', JSON.stringify(pathToFileURL(join(root, "src/host/sim/index.ts")).href))
  .replaceAll('simulate("src/lamp.ts", {', "$& typecheck: false,")
  .replace(
    "() => {",
    `() => {
  const here = process.cwd();
  before(() => process.chdir(${JSON.stringify(folder)}));
  after(() => process.chdir(here));`,
  );
writeFileSync(join(folder, "tests/lamp.test.mts"), test);
// Its suite becomes one of this file.
await import(pathToFileURL(join(folder, "tests/lamp.test.mts")).href);

describe("the page on testing", () => {
  after(() => rmSync(folder, { recursive: true }));

  it("shows a program, its parts, their values and a test, which is the one above", () => {
    expect([...files.keys()]).to.deep.equal([
      "src/lamp.ts",
      "tests/lamp.parts.json",
      "tests/day.csv",
      "tests/lamp.test.ts",
    ]);
    expect(test.match(/typecheck: false/g)).to.have.length(2);
  });
});
