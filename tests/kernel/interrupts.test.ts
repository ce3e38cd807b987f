import { expect } from "chai";
import { instrument } from "../../src/host/compiler/index.ts";
import { image } from "../support/program.ts";

/**
 * Programs for the proof that an interrupt may come between any two statements. `flag` is what the interrupt sets; each
 * waits for it exactly once, and prints what does not depend on when that is.
 */
const programs: Record<string, string> = {
  "sleeping tasks": `
    async function s(name, ms) { for (let i = 0; i < 3; i++) await sleep_ms(ms); log(name); }
    async function main() { await gather(s("a", 3), s("b", 5), s("c", 0), woken()); }`,
  "cancelling and time-outs": `
    async function main() {
      const t = create_task((async () => { try { await sleep_ms(100); } finally { log("cleaned up"); } })());
      await sleep_ms(3); t.cancel();
      try { await t; } catch (e) { log(repr(e)); }
      try { await wait_for_ms(sleep_ms(50), 4); } catch (e) { log(repr(e)); }
      log(await wait_for_ms((async () => { await sleep_ms(2); return "in time"; })(), 9));
      await woken();
    }`,
  "other flags": `
    const others = [new asyncio.ThreadSafeFlag(), new asyncio.ThreadSafeFlag()];
    async function waiter(n) { for (let i = 0; i < 3; i++) { await others[n].wait(); } log("waiter", n); }
    async function setter() { for (let i = 0; i < 3; i++) { await sleep_ms(1); others[1].set(); others[0].set(); } }
    async function main() { const w = create_task(woken()); await gather(waiter(0), waiter(1), setter()); await w; }`,
  "events and locks": `
    async function main() {
      const e = new asyncio.Event(), l = new asyncio.Lock(), w = create_task(woken());
      const user = async (name) => { using held = await l.hold(); log(name, "has it"); await sleep_ms(2); };
      const waiter = async (name) => { await e.wait(); log(name, "saw it"); };
      const all = gather(user("a"), user("b"), waiter("c"), waiter("d"), user("e"));
      create_task((async () => { await sleep_ms(3); e.set(); })());
      await all; await w;
    }`,
  failures: `
    async function bad(ms) { await sleep_ms(ms); throw new OSError(5); }
    async function main() {
      try { await gather(bad(3), sleep_ms(10), bad(4)); } catch (e) { log(repr(e)); }
      log(await gather(bad(1), bad(2), { return_exceptions: true }));
      create_task(bad(1)); await sleep_ms(5);
      await woken();
    }`,
};

const FRAME = `
  const flag = new asyncio.ThreadSafeFlag();
  globalThis.isr = () => flag.set();
  let wakes = 0;
  async function woken() { await flag.wait(); wakes++; }
  BODY
  asyncio.run((async () => { await sleep_ms(1); await main(); log("woken", wakes); })());
  globalThis.alive = () => { asyncio.run((async () => { await sleep_ms(1); print("alive"); })()); };
`;

interface Image {
  drain(): void;
  /** What the alarm calls. */
  wake(): void;
}

interface Program {
  isr?(): void;
  alive(): void;
}

type Load = (print: (line: string) => void, $irq: () => void, globalThis: Partial<Program>) => Image;

/** An instrumented image as a function, which is faster to start than a realm. */
async function load(body: string): Promise<Load> {
  const whole = await image(FRAME.replace("BODY", body));
  const end = whole.lastIndexOf("drain();");
  expect(whole.slice(end).trim()).to.equal("drain();");
  const code = instrument(whole.slice(0, end), "$irq();");
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- an image is a script
  return new Function("print", "$irq", "globalThis", code + "; return { drain: drain, wake: wake };") as Load;
}

/** Runs an image; at statement boundary `at` after the program has started the interrupt comes. */
function run(start: Load, at: number): { lines: string[]; boundaries: number } {
  const lines: string[] = [];
  const program: Partial<Program> = {};
  let started = false;
  let fired = false;
  let boundaries = 0;
  const kernel: Image = start(
    (line) => lines.push(line.replace(/^\d+ /, "")),
    () => {
      // As on Espruino, an interrupt is not interrupted. Before the first slice is over nothing is armed.
      if (!started || boundaries++ !== at) return;
      fired = true;
      // A flag that is set, as by setWatch or a timer of the user's, and an alarm that is early, late, or once too often.
      kernel.wake();
      program.isr!();
      kernel.wake();
    },
    program,
  );
  started = true;
  kernel.drain();
  if (!fired) program.isr!();
  kernel.drain();
  const counted = boundaries;
  program.alive!();
  kernel.drain();
  return { lines, boundaries: counted };
}

describe("an interrupt between any two statements", () => {
  for (const [name, body] of Object.entries(programs)) {
    it(`leaves ${name} as they are`, async () => {
      const start = await load(body);
      const reference = run(start, -1);
      expect(reference.lines.slice(-2)).to.deep.equal(["woken 1", "alive"]);
      expect(reference.boundaries).to.be.above(1000);
      for (let at = 0; at < reference.boundaries; at++)
        expect(run(start, at).lines, `interrupt at boundary ${at}`).to.deep.equal(reference.lines);
    });
  }
});
