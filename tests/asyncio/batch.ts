import { expect } from "chai";
import { image } from "../support/program.ts";
import { createContext, runInContext } from "node:vm";

/** One behaviour: the sentence that states it, the body of an async function that shows it, and what that prints. */
export interface Behaviour {
  it: string;
  shows: string;
  /** Lines in order; a number in front is the virtual time in ms since the body began. */
  prints: string[];
}

/** What the bodies have beside the names of a test program: `at` prints the ms since the body began, and values. */
const HEADER = `
let start = 0;
function at(...values) { print(ticks_diff(ticks_ms(), start), ...values); }
/** Awaits; gives what comes out, be it raised. */
async function outcome(awaitable) { try { return await awaitable; } catch (e) { return e; } }
/** A task that prints when it begins, ends or is cancelled. */
async function work(name, ms, result) {
  at(name, "begins");
  try { await sleep_ms(ms); } catch (e) { at(name, "gets", repr(e)); throw e; }
  at(name, "ends");
  return result;
}
async function fail(ms, error) { await sleep_ms(ms); throw error; }
`;

/** The program of a list of behaviours, one after the other in one loop: each leaves it working for the next one. */
export function programOf(behaviours: readonly Behaviour[], names = ""): string {
  const bodies = behaviours.map(({ shows }) => `async () => {${shows}\n}`);
  // The second after each of them shows what it has left behind.
  return `${HEADER}${names}
    async function main() {
      for (const body of [${bodies.join(",\n")}]) {
        print("--");
        start = ticks_ms();
        try { await body(); } catch (e) { at("it raised", repr(e)); }
        await sleep_ms(1000);
      }
    }
    asyncio.run(main());`;
}

/** Declares a test for each behaviour; all of them come from one image. */
export function behaves(behaviours: readonly Behaviour[], names?: string): void {
  let blocks: string[][] = [];

  before(async () => {
    const lines: string[] = [];
    const context = createContext({ print: (line: string) => lines.push(line) });
    runInContext(await image(programOf(behaviours, names)), context, { timeout: 20000 });
    blocks = lines
      .join("\n")
      .split(/^--$\n?/m)
      .slice(1)
      .map((block) => block.split("\n").filter((line) => line !== ""));
  });

  behaviours.forEach(({ it: sentence, prints }, i) =>
    it(sentence, () => {
      expect(blocks[i]).deep.equal(prints);
    }),
  );
}
