import { expect } from "chai";
import { createContext, runInContext } from "node:vm";
import { image } from "../support/program.ts";

/** What the kernel may add between the engine's idle loop and the user's code: a chip has room for about 40 calls. */
const LIMIT = 8;

const PROGRAM = `
  async function leaf(name) { probe(name); await sleep_ms(1); probe(name); }
  async function deep(n) { if (n > 0) await deep(n - 1); else await leaf("deep"); }
  async function failing() { await sleep_ms(1); throw new OSError(5); }
  async function* numbers() { probe("generator"); yield 1; await sleep_ms(1); probe("generator"); yield 2; }
  async function main() {
    probe("main");
    await deep(10000);
    await gather(leaf("gathered"), leaf("gathered"));
    await create_task(leaf("task"));
    await wait_for_ms(leaf("limited"), 50);
    try { await wait_for_ms(sleep_ms(100), 5); } catch { probe("time-out"); }
    try { await gather(failing(), sleep_ms(9)); } catch { probe("failure"); }
    try { await (async () => { await failing(); })(); } catch { probe("failure"); } finally { probe("finally"); }
    const t = create_task((async () => { try { await sleep_ms(9); } finally { probe("cancelled"); } })());
    await sleep_ms(1); t.cancel(); await sleep_ms(1);
    const lock = new asyncio.Lock(), event = new asyncio.Event(), flag = new asyncio.ThreadSafeFlag();
    create_task((async () => { await sleep_ms(1); event.set(); flag.set(); lock.release(); })());
    await lock.acquire(); await event.wait(); probe("event"); await flag.wait(); probe("flag"); await lock.acquire(); probe("lock");
    for await (const n of numbers()) probe("for await");
    asyncio.get_event_loop().set_exception_handler(() => probe("handler"));
    create_task(failing()); await sleep_ms(5);
    for (let i = 0; i < 1000; i++) { if (i % 2) continue; await leaf("loop"); }
  }
  asyncio.run((async () => { await sleep_ms(1); await main(); })());
`;

/** Greatest number of calls between the idle loop of the bare HAL and the user's code, for each probe. */
async function depths(): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const probe = (name: string): void => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = Infinity;
    const frames = new Error().stack!.split("\n").slice(2);
    Error.stackTraceLimit = limit;
    const calls = frames.findIndex((line) => line.includes("at drain"));
    expect(calls, `${name} runs from the idle loop`).to.be.at.least(0);
    found.set(name, Math.max(found.get(name) ?? 0, calls));
  };
  runInContext(await image(PROGRAM), createContext({ print: () => undefined, probe }), { timeout: 20000 });
  return found;
}

describe("the native stack", () => {
  it(`holds at most ${LIMIT} calls of the kernel below the user's code, however deep coroutines are nested`, async () => {
    const found = await depths();
    expect([...found.keys()]).to.include.members([
      "deep",
      "cancelled",
      "handler",
      "generator",
      "lock",
      "failure",
    ]);
    for (const [name, calls] of found) expect(calls, name).to.be.within(1, LIMIT);
  });
});
