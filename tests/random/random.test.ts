import { expect } from "chai";
import { compareRandom, shrink, type Difference } from "./compare.ts";
import { quick, standalone, whole, type Builder } from "./run.ts";

const SEED = 20260101;

describe("random programs", () => {
  it("do here what they do in MicroPython, but for known differences (200 of them)", async () => {
    const { lines, known, met, differences } = await compareRandom(200, SEED);
    if (differences.length > 0) {
      const { tree, py, ts } = await shrink(differences[0]);
      const program = standalone(tree).py;
      const text = [program.slice(program.search(/^async def f\d/m)), "MicroPython", ...py, "here", ...ts];
      expect.fail(`${differences.length} differ, such as\n${text.join("\n")}`);
    }
    console.log("      known differences, and how many programs met them:");
    for (const [what, n] of Object.entries(known)) console.log(`      ${String(n).padStart(5)} ${what}`);
    // They do something, and each kind of ending is among it.
    expect(lines).to.be.above(3200);
    for (const sign of ["CancelledError()", "TimeoutError()", "handler", "can't gather", "can't wait"])
      expect(met[sign], sign).to.be.above(1);
    expect(Object.keys(known)).to.include("awaiting oneself: hangs");
  });

  it("do the same by all of the build, too", async () => {
    const { differences } = await compareRandom(15, SEED + 1, whole);
    expect(differences).to.deep.equal([]);
  });

  it("find a loop that is broken, and shrink to what shows it", async () => {
    // A sleep of 1 ms that is none.
    const broken: Builder = async (entry) => {
      const code = await quick(entry);
      const wrong = code.replace("ms > 0 ? ms : 0", "ms > 1 ? ms : 0");
      expect(wrong).to.not.equal(code);
      return wrong;
    };
    const { differences } = await compareRandom(25, SEED, broken);
    expect(differences).to.not.be.empty;
    const size = ({ tree }: Difference): number => JSON.stringify(tree).length;
    const [small] = differences.sort((a, b) => size(a) - size(b));
    const { tree, py, ts } = await shrink(small, broken, 12);
    expect(py).to.not.deep.equal(ts);
    const { py: pair } = standalone(tree);
    expect(pair).to.match(/await sleep_ms\(1\)|, 1, (True|False)\)/);
    expect(pair.match(/^ {4}.*log\(w, \d+, .*/gm)!.length, pair).to.be.below(8);
  });
});
