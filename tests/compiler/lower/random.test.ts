import { expect } from "chai";
import fc from "fast-check";
import { runLowered, runNative } from "./support/harness.ts";
import { program } from "./support/programs.ts";

/** More with `RANDOM_PROGRAMS=20000`; another sequence with `RANDOM_SEED`. */
const runs = Number(process.env["RANDOM_PROGRAMS"] ?? 100);
const seed = Number(process.env["RANDOM_SEED"] ?? 20250101);

describe("random programs", () => {
  it(`run compiled as they run natively (${String(runs)} of them)`, async () => {
    let meaningful = 0;
    await fc.assert(
      fc.asyncProperty(program, async (source) => {
        const native = await runNative(source);
        // A program that logs without end, for generators may do that, says nothing.
        fc.pre(!native.at(-1)!.includes("for ever"));
        expect(runLowered(source)).to.deep.equal(native);
        if (native.length > 3) meaningful++;
      }),
      { numRuns: runs, seed },
    );
    expect(meaningful).to.be.greaterThan(runs / 3);
  }).timeout(60_000 + runs * 200);
});
