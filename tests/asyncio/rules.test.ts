import { expect } from "chai";
import { run } from "../support/program.ts";

/** A program, by what it shows, and the lines it must print; numbers in front are virtual ms. */
interface Case {
  rule: string;
  program: string;
  prints: string[];
}

const cases: Case[] = [
  {
    rule: "1: calling an async function runs nothing",
    program: `
      async function f() { log("body"); }
      asyncio.run((async () => { const c = f(); log("made"); await c; log("awaited"); })());`,
    prints: ["0 made", "0 body", "0 awaited"],
  },
  {
    rule: "2: awaiting a coroutine takes no turn of the loop",
    program: `
      async function deep(n) { if (n > 0) await deep(n - 1); else log("bottom"); }
      async function main() { create_task((async () => { log("other"); })()); await deep(10000); log("top"); await sleep_ms(0); }
      asyncio.run(main());`,
    prints: ["0 bottom", "0 top", "0 other"],
  },
  {
    rule: "2: an exception finds its way up through 10,000 frames",
    program: `
      async function deep(n) { if (n > 0) await deep(n - 1); else throw new ValueError("deep"); }
      asyncio.run((async () => { try { await deep(10000); } catch (e) { log(repr(e)); } })());`,
    prints: ["0 ValueError('deep',)"],
  },
  {
    rule: "3: a task cancelled before its first turn never enters its body",
    program: `
      async function f() { try { log("body"); await sleep_ms(1); } finally { log("finally"); } }
      asyncio.run((async () => { const t = create_task(f()); log(t.cancel()); await sleep_ms(5); log(t.done(), repr(t.exception)); })());`,
    prints: ["0 True", "5 True CancelledError()"],
  },
  {
    rule: "4: create_task takes coroutines only",
    program: `
      async function f() {}
      asyncio.run((async () => {
        for (const x of [undefined, null, 1, "a", {}, [], f]) log(attempt(() => create_task(x)));
        const c = f(); await c; log(attempt(() => create_task(c)));
        await sleep_ms(1); log("alive");
      })());`,
    prints: [
      ...Array<string>(7).fill("0 TypeError('coroutine expected',)"),
      "0 RuntimeError('coroutine was awaited already',)",
      "1 alive",
    ],
  },
  {
    rule: "1: a coroutine can be awaited once, also while it runs",
    program: `
      async function f() { await sleep_ms(5); return 1; }
      asyncio.run((async () => {
        const c = f();
        const t = create_task((async () => { try { await c; } catch (e) { log("second", repr(e)); } })());
        log(await c);
        try { await c; } catch (e) { log("again", repr(e)); }
        await t;
      })());`,
    prints: [
      "0 second RuntimeError('coroutine was awaited already',)",
      "5 1",
      "5 again RuntimeError('coroutine was awaited already',)",
    ],
  },
  {
    rule: "5: a Promise or another thenable can be awaited, and abandoned",
    program: `
      let settle, fail;
      const later = { then(ok, no) { settle = ok; fail = no; } };
      const now = { then(ok) { ok("now"); } };
      asyncio.run((async () => {
        log(await now);
        create_task((async () => { await sleep_ms(5); settle(7); await sleep_ms(5); fail(new OSError(5)); })());
        log(await later);
        try { await later; } catch (e) { log(repr(e)); }
        const t = create_task((async () => { try { await later; } catch (e) { log(repr(e)); await sleep_ms(5); log("slept"); } })());
        await sleep_ms(1); t.cancel(); settle(1); await sleep_ms(0); settle(2); await t;
        try { await wait_for_ms(later, 10); } catch (e) { log(repr(e)); }
        create_task((async () => { settle(8); })());
        log(await gather(later, now));
      })());`,
    prints: [
      "0 now", "5 7", "10 OSError(5,)", "11 CancelledError()", "16 slept", "26 TimeoutError()", "26 [8, 'now']",
    ],
  },
  {
    rule: "6: by deadline, then by order of pushing; what is overdue goes before what is ready later",
    program: `
      async function s(name, ms) { await sleep_ms(ms); log(name); }
      async function main() {
        const e = new asyncio.Event();
        create_task((async () => { await e.wait(); log("event"); })());
        for (const [n, ms] of [["b", 10], ["a", 5], ["c", 10], ["d", 5], ["neg", -3], ["zero", 0]]) create_task(s(n, ms));
        await sleep_ms(10); e.set(); log("main"); await sleep_ms(0); log("end");
      }
      asyncio.run(main());`,
    prints: ["0 neg", "0 zero", "5 a", "5 d", "10 main", "10 b", "10 c", "10 event", "10 end"],
  },
  {
    rule: "7: ticks wrap, and half the range is too far",
    program: `
      log(ticks_add(2 ** 30 - 1, 2), ticks_diff(1, 2 ** 30 - 1), ticks_diff(2 ** 29, 0));
      log(attempt(() => ticks_add(0, 2 ** 29)), attempt(() => sleep_ms(2 ** 29)));
      async function main() {
        for (let i = 0; i < 3; i++) { await sleep_ms(2 ** 29 - 1); }
        log("wrapped");
        await gather(...[30, 10, 20].map(async (ms) => { await sleep_ms(ms); log(ms); }));
      }
      asyncio.run(main());`,
    prints: [
      "0 1 2 -536870912",
      "0 OverflowError('ticks interval overflow',) OverflowError('ticks interval overflow',)",
      "536870909 wrapped",
      "536870919 10", "536870929 20", "536870939 30",
    ],
  },
  {
    rule: "8: the deadline is fixed by the call; sleep takes seconds and cuts them to ms",
    program: `
      asyncio.run((async () => {
        const s = sleep_ms(10); await sleep_ms(4); await s; log("ten");
        await asyncio.sleep(0.0159); log("fifteen more");
      })());`,
    prints: ["10 ten", "25 fifteen more"],
  },
  {
    rule: "9: a task gives its result or exception at every await; itself it cannot await",
    program: `
      async function ok() { return 1; } async function bad() { throw new ValueError("x"); }
      asyncio.run((async () => {
        const a = create_task(ok()), b = create_task(bad());
        log(await a, await a);
        for (let i = 0; i < 2; i++) try { await b; } catch (e) { log(repr(e)); }
        try { await asyncio.current_task(); } catch (e) { log(repr(e)); }
        let x, y; 
        x = create_task((async () => { try { await y; } catch (e) { log("x", repr(e)); } })());
        y = create_task((async () => { try { await x; } catch (e) { log("y", repr(e)); } })());
        await y;
      })());`,
    prints: [
      "0 1 1", "0 ValueError('x',)", "0 ValueError('x',)", "0 RuntimeError(\"can't await self\",)",
      "0 y RuntimeError(\"can't await self\",)",
    ],
  },
  {
    rule: "10: cancel",
    program: `
      async function child() { try { await sleep_ms(100); } catch (e) { log("child", repr(e)); throw e; } }
      asyncio.run((async () => {
        const done = create_task((async () => {})()); await done; log(done.cancel());
        log(attempt(() => asyncio.current_task().cancel()));
        const c = create_task(child());
        const w1 = create_task((async () => { try { await c; } catch (e) { log("w1", repr(e)); } })());
        const w2 = create_task((async () => { try { await c; } catch (e) { log("w2", repr(e)); } })());
        await sleep_ms(5);
        log(w1.cancel());
        await sleep_ms(5);
        log(c.done(), w1.done(), w2.done());
      })());`,
    prints: [
      "0 False", "0 RuntimeError(\"can't cancel self\",)", "5 True", "5 child CancelledError()",
      "5 w1 CancelledError()", "5 w2 CancelledError()", "10 True True True",
    ],
  },
  {
    rule: "10: a child cannot cancel the parent that waits for it",
    program: `
      async function child(parent) { log(attempt(() => parent.cancel())); await sleep_ms(1); return "child"; }
      asyncio.run((async () => { log(await create_task(child(asyncio.current_task()))); })());`,
    prints: ["0 RuntimeError(\"can't cancel self\",)", "1 child"],
  },
  {
    rule: "11: CancelledError is no Exception",
    program: `
      const e = new CancelledError();
      log(e instanceof Exception, e instanceof BaseException, e instanceof Error, new asyncio.TimeoutError() instanceof Exception);`,
    prints: ["0 False True True True"],
  },
  {
    rule: "12: an exception that nobody retrieves goes to the handler at the task's second turn",
    program: `
      async function bad(n) { throw new ValueError(n); }
      asyncio.run((async () => {
        const loop = asyncio.get_event_loop();
        const tasks = [];
        loop.set_exception_handler((l, c) => log(l === loop, c.message, repr(c.exception), tasks.indexOf(c.future)));
        tasks.push(create_task(bad(0)), create_task(bad(1)));
        await sleep_ms(0);
        try { await tasks[1]; } catch (e) { log("in time", repr(e)); }
        await sleep_ms(5);
        try { await tasks[0]; } catch (e) { log("late", repr(e)); }
        const c = create_task((async () => { await sleep_ms(9); })()); await sleep_ms(0); c.cancel(); await sleep_ms(1);
        const f = create_task(bad(2));
        await sleep_ms(0);
        try { await gather(f); } catch (e) { log("gathered", repr(e)); }
        await sleep_ms(5);
        loop.set_exception_handler(() => { throw new RuntimeError("in handler"); });
        create_task(bad(3)); await sleep_ms(5); log("alive", loop.get_exception_handler() !== undefined);
        loop.set_exception_handler(null); create_task(bad(4)); await sleep_ms(5);
        throw new OSError(2);
      })());`,
    prints: [
      "0 in time ValueError(1,)", "0 True Task exception wasn't retrieved ValueError(0,) 0",
      "5 late ValueError(0,)", "6 gathered ValueError(2,)", "6 True Task exception wasn't retrieved ValueError(2,) 2".replace(" 2", " -1"),
      "Uncaught RuntimeError: in handler", "16 alive True", "Task exception wasn't retrieved: ValueError: 4",
      "Uncaught OSError: [Errno 2] ENOENT",
    ],
  },
];

describe("the rules of asyncio", () => {
  for (const { rule, program, prints } of cases)
    it(rule, async () => {
      expect(await run(program)).to.deep.equal(prints);
    });
});
