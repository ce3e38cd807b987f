import { expect } from "chai";
import fc from "fast-check";
import { load, runPython } from "../random/run.ts";
import { generated } from "../random/tree.ts";

const PERIOD = 2 ** 30;
const YEARS_60 = 60 * 365.25 * 24 * 3600 * 1000;

/** When programs start, in ms: shortly before the ticks wrap, before half of that, and after years. */
const starts = [
  PERIOD - 7,
  PERIOD - 1,
  PERIOD / 2 - 7,
  2 ** 31 - 7,
  2 ** 32 - 7,
  YEARS_60 - (YEARS_60 % PERIOD) - 4,
];

describe("the wrap of the ticks, in the middle of everything", () => {
  const trees = fc.sample(generated, { numRuns: 40, seed: 30 });

  let run: Awaited<ReturnType<typeof load>>;
  before(async () => {
    run = await load(trees);
  });

  it("changes nothing of what random programs do", () => {
    let lines = 0;
    for (const at of trees.keys()) {
      const expected = run(at);
      lines += expected.length;
      for (const start of starts) expect(run(at, start), `start at ${start} ms`).to.deep.equal(expected);
    }
    expect(lines).to.be.above(800);
  });

  it("changes nothing in MicroPython either", async () => {
    const transcripts = await runPython(trees, PERIOD - 7);
    for (const at of trees.keys()) expect(run(at, PERIOD - 7)).to.deep.equal(transcripts[at].lines);
  });
});
