import { expect } from "chai";
import { readdirSync } from "node:fs";
import { engines } from "../engines/engines.ts";
import { folder, outcomes, pairs, readCorpus, rules, waits } from "./corpus.ts";
import { expectedHere, toMarkdown, written } from "./divergences.ts";
import { Images, runnable } from "./ours.ts";
import { difference } from "./report.ts";
import { theirTranscripts } from "./theirs.ts";

const programs = readCorpus();

describe("conformance to MicroPython", () => {
  const images = new Images();
  let expected: Map<string, string[]>;

  before(async () => {
    const theirs = await theirTranscripts(programs);
    expected = new Map(
      programs.map((program) => [program.name, expectedHere(program, theirs.get(program.name)!)]),
    );
  });

  it("is shown by at least 150 programs, each in both languages", () => {
    expect(programs.length).to.be.at.least(150);
  });

  it("has transcripts only where a program needs one", () => {
    const wanted = programs.flatMap(({ name, port, divergence }) => [
      `${name}.py`,
      `${name}.ts`,
      ...(port === "unix" ? [`${name}.expected`] : []),
      ...(divergence ? [`${name}.ours.expected`] : []),
    ]);
    const there = readdirSync(folder);
    expect(there.filter((file) => !wanted.includes(file))).to.deep.equal([]);
    expect(wanted.filter((file) => !there.includes(file))).to.deep.equal([]);
  });

  it("is shown for every rule", () => {
    const shown = new Set(programs.flatMap((program) => program.rules));
    const numbers = Object.keys(rules).map(Number);
    expect(numbers.filter((rule) => !shown.has(rule))).to.deep.equal([]);
    expect([...shown].filter((rule) => !numbers.includes(rule))).to.deep.equal([]);
  });

  it(`is shown for ${waits.length} ways to wait × ${outcomes.length} ways in which that ends`, () => {
    const shown = new Set(programs.flatMap((program) => program.pairs));
    expect(pairs.filter((pair) => !shown.has(pair))).to.deep.equal([]);
    expect([...shown].filter((pair) => !pairs.includes(pair))).to.deep.equal([]);
  });

  it("has its differences in DIVERGENCES.md", () => {
    expect(written(), "npm run conformance -- --write").to.equal(toMarkdown(programs));
  });

  for (const engine of engines) {
    const missing = engine.missing();
    (missing === undefined ? it : it.skip)(
      missing === undefined ? `every program, to the ms, on ${engine.name}` : `${engine.name} (${missing})`,
      async () => {
        const able = await runnable(engine, programs);
        const got = await images.run(engine, able);
        const wrong = able.filter(({ name }) => got.get(name)?.join("\n") !== expected.get(name)!.join("\n"));
        const texts = wrong.map(
          ({ name }) => `${name}\n${difference(expected.get(name)!, got.get(name) ?? [])}`,
        );
        if (texts.length > 0) throw new Error(`\n${texts.join("\n\n")}`);
      },
    );
  }
});
