import { expect } from "chai";
import { run } from "../support/program.ts";

interface Misuse {
  name: string;
  /** An expression in an async function; it raises. */
  code: string;
  error: string;
}

/** Every misuse that the rules of asyncio name. */
const misuses: Misuse[] = [
  { name: "a task of no coroutine", code: "create_task(5)", error: "TypeError('coroutine expected',)" },
  { name: "a task of nothing", code: "create_task(undefined)", error: "TypeError('coroutine expected',)" },
  {
    name: "a task of a coroutine that was awaited already",
    code: "create_task(used)",
    error: "RuntimeError('coroutine was awaited already',)",
  },
  {
    name: "awaiting a coroutine twice",
    code: "await used",
    error: "RuntimeError('coroutine was awaited already',)",
  },
  {
    name: "one sleep awaited by two tasks",
    code: "await (async () => { const s = sleep_ms(5); create_task((async () => { await s; })()); await sleep_ms(0); await s; })()",
    error: "RuntimeError('coroutine was awaited already',)",
  },
  {
    name: "sleeping too long",
    code: "sleep_ms(2 ** 29)",
    error: "OverflowError('ticks interval overflow',)",
  },
  {
    name: "adding too much to ticks",
    code: "ticks_add(0, 2 ** 29)",
    error: "OverflowError('ticks interval overflow',)",
  },
  {
    name: "awaiting oneself",
    code: "await asyncio.current_task()",
    error: `RuntimeError("can't await self",)`,
  },
  {
    name: "awaiting oneself through another task",
    code: "await waitsForMe()",
    error: `RuntimeError("can't await self",)`,
  },
  {
    name: "cancelling oneself",
    code: "asyncio.current_task().cancel()",
    error: `RuntimeError("can't cancel self",)`,
  },
  {
    name: "a child that cancels the parent which waits for it",
    code: "await parent()",
    error: `RuntimeError("can't cancel self",)`,
  },
  {
    name: "gathering a task twice",
    code: "await gather(task, task)",
    error: `RuntimeError("can't gather",)`,
  },
  {
    name: "gathering a coroutine twice",
    code: "await gather(fresh, fresh)",
    error: `RuntimeError("can't gather",)`,
  },
  {
    name: "gathering oneself",
    code: "await gather(asyncio.current_task())",
    error: `RuntimeError("can't gather",)`,
  },
  {
    name: "gathering what is awaited",
    code: "await gather(awaited, fresh)",
    error: `RuntimeError("can't gather",)`,
  },
  {
    name: "gathering what is gathered",
    code: "await gather(fresh, gathered)",
    error: `RuntimeError("can't gather",)`,
  },
  {
    name: "gathering a number",
    code: "await gather(fresh, 1, {})",
    error: "TypeError('coroutine expected',)",
  },
  { name: "awaiting what is gathered", code: "await gathered", error: `RuntimeError("can't wait",)` },
  {
    name: "limiting what is gathered",
    code: "await wait_for_ms(gathered, 5)",
    error: `RuntimeError("can't wait",)`,
  },
  {
    name: "releasing an unlocked lock",
    code: "new asyncio.Lock().release()",
    error: "RuntimeError('Lock not acquired',)",
  },
  {
    name: "a second waiter for a flag",
    code: "await flag.wait()",
    error: "RuntimeError('another task waits for the flag',)",
  },
  { name: "run inside a coroutine", code: "asyncio.run(job(1))", error: "RuntimeError('the loop is running" },
  {
    name: "run_until_complete inside a coroutine",
    code: "asyncio.get_event_loop().run_until_complete(job(1))",
    error: "RuntimeError('the loop is running",
  },
  {
    name: "run_forever inside a coroutine",
    code: "asyncio.get_event_loop().run_forever()",
    error: "RuntimeError('the loop is running",
  },
  {
    name: "a new loop inside a coroutine",
    code: "asyncio.new_event_loop()",
    error: "RuntimeError('the loop is running",
  },
];

/** Uses all of the loop. What is involved in the misuse goes on, too. */
const PROGRAM = `
  async function job(n) { await sleep_ms(n); return n; }
  async function misuse(code) {
    const used = job(0), fresh = job(1), task = create_task(job(2)), awaited = create_task(job(3)), gathered = create_task(job(4));
    const flag = new asyncio.ThreadSafeFlag();
    const others = [
      create_task((async () => "awaited " + (await awaited))()),
      create_task((async () => "gathered " + (await gather(gathered)))()),
      create_task((async () => { await flag.wait(); return "flag"; })()),
    ];
    await used;
    let refused = "nothing";
    const waitsForMe = async () => {
      const me = asyncio.current_task(), other = create_task((async () => { await me; })());
      await sleep_ms(0);
      await other;
    };
    const parent = async () => {
      const me = create_task((async () => { try { await child; } catch {} })());
      const child = create_task((async () => { await sleep_ms(1); me.cancel(); })());
      await child;
    };
    try { await code({ used, fresh, task, awaited, gathered, flag, waitsForMe, parent }); } catch (e) { refused = repr(e); }
    flag.set();
    print(refused);
    print([await task, await others[0], await others[1], await others[2], await fresh]);
    const lock = new asyncio.Lock(), event = new asyncio.Event();
    create_task((async () => { await lock.acquire(); await sleep_ms(1); lock.release(); event.set(); })());
    await sleep_ms(0);
    let timedOut = false;
    try { await wait_for_ms(sleep_ms(9), 2); } catch (e) { timedOut = e instanceof asyncio.TimeoutError; }
    const c = create_task(job(50)); await sleep_ms(1); c.cancel(); await sleep_ms(0);
    print([await lock.acquire(), await event.wait(), timedOut, c.done(), await gather(job(1), job(2))]);
  }
`;

describe("a misuse gives its error, and the loop goes on:", () => {
  let lines: string[];
  before(async () => {
    const runs = misuses.map(
      ({ code }) =>
        `await create_task(misuse(async ({ used, fresh, task, awaited, gathered, flag, waitsForMe, parent }) => { ${code.startsWith("await") ? code : `return [${code}]`}; }));`,
    );
    lines = await run(`${PROGRAM}
      asyncio.get_event_loop().set_exception_handler((l, c) => print("handler", repr(c.exception)));
      asyncio.run((async () => { ${runs.join("\n")} print("end"); })());`);
  });

  for (const [i, { name, error }] of misuses.entries())
    it(name, () => {
      // One that failed would shift the others.
      expect(lines.length, lines.join("\n")).to.equal(3 * misuses.length + 1);
      const [refused, others, after] = lines.slice(3 * i, 3 * i + 3);
      expect(refused.slice(0, error.length)).to.equal(error);
      expect(others).to.equal("[2, 'awaited 3', 'gathered 4', 'flag', 1]");
      expect(after).to.equal("[True, True, True, True, [1, 2]]");
    });

  it("the task that runs, asked for between turns", async () => {
    const program = `print(attempt(() => asyncio.current_task())); asyncio.run((async () => { await sleep_ms(1); print("alive"); })());`;
    expect(await run(program)).to.deep.equal(["RuntimeError('no running event loop',)", "alive"]);
  });
});
