import { expect } from "chai";
import { runAll } from "../support/program.ts";

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
        create_task((async () => { await sleep_ms(1); settle(8); })());
        log(await gather(later, now));
      })());`,
    prints: [
      "0 now",
      "5 7",
      "10 OSError(5,)",
      "11 CancelledError()",
      "16 slept",
      "26 TimeoutError()",
      "27 [8, 'now']",
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
      "536870919 10",
      "536870929 20",
      "536870939 30",
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
      "0 1 1",
      "0 ValueError('x',)",
      "0 ValueError('x',)",
      '0 RuntimeError("can\'t await self",)',
      '0 y RuntimeError("can\'t await self",)',
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
      "0 False",
      '0 RuntimeError("can\'t cancel self",)',
      "5 True",
      "5 child CancelledError()",
      "5 w1 CancelledError()",
      "5 w2 CancelledError()",
      "10 True True True",
    ],
  },
  {
    rule: "10: a child cannot cancel the parent that waits for it",
    program: `
      async function child(parent) { log(attempt(() => parent.cancel())); await sleep_ms(1); return "child"; }
      asyncio.run((async () => { log(await create_task(child(asyncio.current_task()))); })());`,
    prints: ['0 RuntimeError("can\'t cancel self",)', "1 child"],
  },
  {
    rule: "10: a task that is nothing but a wait can be cancelled, and those who await it get the error",
    program: `
      const held = new asyncio.Lock();
      const waits = [() => sleep_ms(100), () => new asyncio.Event().wait(), () => held.acquire(), () => new asyncio.ThreadSafeFlag().wait(), () => gather(sleep_ms(100))];
      asyncio.run((async () => {
        await held.acquire();
        for (const wait of waits) {
          const t = create_task(wait());
          const u = create_task((async () => { try { await t; } catch (e) { log("u", repr(e)); } })());
          await sleep_ms(1);
          log(t.cancel());
          try { await t; } catch (e) { log(repr(e)); }
          await u;
        }
      })());`,
    prints: [1, 2, 3, 4, 5].flatMap((ms) => [
      `${ms} True`,
      `${ms} u CancelledError()`,
      `${ms} CancelledError()`,
    ]),
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
      "0 in time ValueError(1,)",
      "0 True Task exception wasn't retrieved ValueError(0,) 0",
      "5 late ValueError(0,)",
      "6 gathered ValueError(2,)",
      "6 True Task exception wasn't retrieved ValueError(2,) 2".replace(" 2", " -1"),
      "Uncaught RuntimeError: in handler",
      "16 alive True",
      "Task exception wasn't retrieved: ValueError: 4",
      "Uncaught OSError: [Errno 2] ENOENT",
    ],
  },
  {
    rule: "12: what cannot even be shown does not stop the loop, and a handler may use the loop",
    program: `
      const loop = asyncio.get_event_loop();
      asyncio.run((async () => {
        create_task((async () => { throw { toString() { throw new ValueError("no text"); } }; })());
        await sleep_ms(5); log("alive");
        loop.set_exception_handler(() => { create_task((async () => { log("made by the handler"); })()); create_task(sleep_ms(3)); });
        create_task((async () => { throw new OSError(5); })()); create_task((async () => { await sleep_ms(0); log("other"); })());
        await sleep_ms(5); log("still");
      })());`,
    prints: ["Uncaught ValueError: no text", "5 alive", "5 other", "5 made by the handler", "10 still"],
  },
  {
    rule: "13: gather gives the results in the order of the arguments",
    program: `
      async function fetch(name, ms) { await sleep_ms(ms); return name; }
      asyncio.run((async () => {
        log(await gather(fetch("a", 100), fetch("b", 200), fetch("c", 50)));
        log(await gather(), await gather({ return_exceptions: true }));
        const t = create_task(fetch("t", 5)); await sleep_ms(10);
        log(await gather(t, fetch("u", 1)), await gather(t));
      })());`,
    prints: ["200 ['a', 'b', 'c']", "200 [] []", "211 ['t', 'u'] ['t']"],
  },
  {
    rule: "14: gather is lazy",
    program: `
      async function f() { log("ran"); }
      asyncio.run((async () => { const g = gather(f()); await sleep_ms(5); log("nothing yet"); await g; })());`,
    prints: ["5 nothing yet", "5 ran"],
  },
  {
    rule: "15: one raises: the exception leaves at once, and the siblings are cancelled in the background",
    program: `
      asyncio.get_event_loop().set_exception_handler((l, c) => log("handler", repr(c.exception)));
      async function slow(name) { try { await sleep_ms(100); log(name, "went on"); } finally { await sleep_ms(7); log(name, "cleaned up"); } }
      async function bad(ms, n) { await sleep_ms(ms); throw new OSError(n); }
      async function worse() { try { await sleep_ms(100); } finally { throw new ValueError("in clean-up"); } }
      asyncio.run((async () => {
        try { await gather(slow("a"), bad(10, 1), bad(10, 2), worse()); } catch (e) { log(repr(e)); }
        await sleep_ms(50);
        try { await gather(slow("b"), bad(10, 3), bad(20, 4), { cancel_siblings: false }); } catch (e) { log(repr(e)); }
        await sleep_ms(150);
      })());`,
    prints: [
      "10 OSError(1,)",
      "10 handler ValueError('in clean-up',)",
      "17 a cleaned up",
      "70 OSError(3,)",
      "80 handler OSError(4,)",
      "160 b went on",
      "167 b cleaned up",
    ],
  },
  {
    rule: "16: a task that had failed before: raises at once and cancels nothing",
    program: `
      async function bad() { throw new OSError(5); }
      async function slow() { await sleep_ms(20); log("slow done"); }
      asyncio.run((async () => {
        const f = create_task(bad()); try { await f; } catch {}
        try { await gather(slow(), f); } catch (e) { log(repr(e)); }
        await sleep_ms(30);
        log(await gather(f, { return_exceptions: true }));
      })());`,
    prints: ["0 OSError(5,)", "20 slow done", "30 [OSError(5,)]"],
  },
  {
    rule: "17: return_exceptions gives every value or exception",
    program: `
      async function bad(ms) { await sleep_ms(ms); throw new ValueError("x", ms); }
      asyncio.run((async () => {
        const c = create_task(sleep_ms(100));
        create_task((async () => { await sleep_ms(5); c.cancel(); })());
        log(await gather(bad(10), (async () => "ok")(), c, bad(1), { return_exceptions: true }));
      })());`,
    prints: ["10 [ValueError('x', 10), 'ok', CancelledError(), ValueError('x', 1)]"],
  },
  {
    rule: "18: cancelling whoever awaits the gather cancels all children, which clean up afterwards",
    program: `
      async function child(name) { try { await sleep_ms(100); } catch (e) { log(name, repr(e)); throw e; } }
      async function caller(o) { try { await gather(child("a"), child("b"), o); } catch (e) { log("caller", repr(e)); throw e; } }
      asyncio.run((async () => {
        for (const o of [{}, { return_exceptions: true }]) {
          const t = create_task(caller(o)); await sleep_ms(5); t.cancel(); await sleep_ms(5); log(t.done());
        }
      })());`,
    prints: [
      "5 caller CancelledError()",
      "5 a CancelledError()",
      "5 b CancelledError()",
      "10 True",
      "15 caller CancelledError()",
      "15 a CancelledError()",
      "15 b CancelledError()",
      "20 True",
    ],
  },
  {
    rule: "18: a child that awaits the very task which gathers it does not keep that from cancelling the others",
    program: `
      async function u() { try { await sleep_ms(100); } catch (e) { log("u", repr(e)); throw e; } }
      async function t() { try { await m; } catch (e) { log("t", repr(e)); throw e; } }
      const m = create_task((async () => {
        try { await gather(create_task(t()), create_task(u())); } catch (e) { log("m", repr(e)); throw e; }
      })());
      asyncio.run((async () => { await sleep_ms(10); m.cancel(); await sleep_ms(200); })());`,
    prints: ["10 m CancelledError()", "10 u CancelledError()", "10 t CancelledError()"],
  },
  {
    rule: "19: what cannot be gathered is refused with nothing started and nothing left attached",
    program: `
      async function f(name) { log("ran", name); await sleep_ms(5); return name; }
      asyncio.run((async () => {
        const t = create_task(f("t")), c = f("c");
        const refuse = async (...aws) => { try { log(await gather(...aws)); } catch (e) { log(repr(e)); } };
        await refuse(t, t); await refuse(c, c); await refuse(asyncio.current_task()); await refuse(c, 1, {}); await refuse(c, undefined);
        create_task((async () => { log(await t); })()); await sleep_ms(0);
        await refuse(c, t);
        const g = create_task((async () => gather(await sleep_ms(0) ?? c, create_task(f("u"))))()); 
        await sleep_ms(10); log(await g);
        const u = create_task(f("v")); create_task((async () => { await gather(u); })()); await sleep_ms(1);
        try { await u; } catch (e) { log(repr(e)); }
        await sleep_ms(10);
      })());`,
    prints: [
      ...Array<string>(3).fill('0 RuntimeError("can\'t gather",)'),
      ...Array<string>(2).fill("0 TypeError('coroutine expected',)"),
      "0 ran t",
      '0 RuntimeError("can\'t gather",)',
      "0 ran u",
      "0 ran c",
      "5 t",
      "10 ['c', 'u']",
      "10 ran v",
      '11 RuntimeError("can\'t wait",)',
    ],
  },
  {
    rule: "20: wait_for: on time-out cancels, waits for the clean-up and raises TimeoutError",
    program: `
      async function stubborn() { try { await sleep_ms(100); } catch { await sleep_ms(20); return "never seen"; } }
      asyncio.run((async () => {
        try { log(await wait_for_ms(stubborn(), 10)); } catch (e) { log(repr(e)); }
        try { log(await asyncio.wait_for(stubborn(), 0.01)); } catch (e) { log(repr(e)); }
      })());`,
    prints: ["30 TimeoutError()", "60 TimeoutError()"],
  },
  {
    rule: "21: a time-out of 0 lets finish what need not wait; none is a plain await",
    program: `
      asyncio.run((async () => {
        log(await wait_for_ms((async () => "at once")(), 0));
        try { await wait_for_ms(sleep_ms(1), 0); } catch (e) { log(repr(e)); }
        log(await wait_for_ms((async () => { await sleep_ms(50); return "late"; })(), null), await asyncio.wait_for(create_task((async () => 3)()), undefined));
      })());`,
    prints: ["0 at once", "0 TimeoutError()", "50 late 3"],
  },
  {
    rule: "22: wait_for leaves its caller alone once it has re-raised, however late the child ends",
    program: `
      async function child() { try { await sleep_ms(1000); } finally { await sleep_ms(5); log("child"); } }
      async function waiter() { try { await wait_for_ms(child(), 500); } finally { await sleep_ms(20); log("waiter"); } }
      async function main() {
        const t = create_task(waiter());
        await sleep_ms(100);
        t.cancel();
        try { await t; } catch (e) { log(repr(e)); }
      }
      asyncio.run(main());`,
    prints: ["105 child", "120 waiter", "120 CancelledError()"],
  },
  {
    rule: "22: wait_for cancelled from outside cancels the child and raises before its clean-up",
    program: `
      async function child() { try { await sleep_ms(100); } finally { await sleep_ms(3); log("child cleaned up"); } }
      asyncio.run((async () => {
        const t = create_task((async () => { try { await wait_for_ms(child(), 50); } catch (e) { log(repr(e)); throw e; } })());
        await sleep_ms(5); t.cancel(); await sleep_ms(10); log(t.done());
      })());`,
    prints: ["5 CancelledError()", "8 child cleaned up", "15 True"],
  },
  {
    rule: "23: the exception of the child comes out as it is",
    program: `
      asyncio.run((async () => {
        try { await wait_for_ms((async () => { await sleep_ms(3); throw new OSError(110); })(), 50); } catch (e) { log(e, e.errno); }
        const t = create_task(sleep_ms(50));
        create_task((async () => { await sleep_ms(2); t.cancel(); })());
        try { await wait_for_ms(t, 20); } catch (e) { log(repr(e)); }
      })());`,
    prints: ["3 [Errno 110] ETIMEDOUT 110", "5 CancelledError()"],
  },
  {
    rule: "24: an event wakes all waiters in turn, also when it is cleared at once",
    program: `
      asyncio.run((async () => {
        const e = new asyncio.Event();
        log(e.is_set());
        for (const n of "abc") create_task((async () => { log(n, await e.wait(), e.is_set()); })());
        const gone = create_task((async () => { await e.wait(); log("gone"); })());
        await sleep_ms(1); gone.cancel(); e.set(); e.clear(); log("set"); await sleep_ms(1);
        e.set(); log(e.is_set(), await e.wait());
      })());`,
    prints: ["0 False", "1 set", "1 a True False", "1 b True False", "1 c True False", "2 True True"],
  },
  {
    rule: "25: a lock is handed over to the first waiter, past one that is cancelled",
    program: `
      asyncio.run((async () => {
        const l = new asyncio.Lock();
        log(attempt(() => l.release()), await l.acquire(), l.locked());
        const user = (n) => create_task((async () => { try { await l.acquire(); log(n, "has it"); await sleep_ms(2); l.release(); } catch (e) { log(n, repr(e)); } })());
        const [a, b, c] = [user("a"), user("b"), user("c")];
        await sleep_ms(1);
        l.release(); log(l.locked(), attempt(() => l.release())); a.cancel();
        const d = user("d"); b.cancel();
        await sleep_ms(20); log(l.locked());
        { using held = await l.hold(); log(l.locked(), held === l); }
        log(l.locked());
      })());`,
    prints: [
      "0 RuntimeError('Lock not acquired',) True True",
      "1 False RuntimeError('Lock not acquired',)",
      "1 a CancelledError()",
      "1 b CancelledError()",
      "1 c has it",
      "3 d has it",
      "21 False",
      "21 True True",
      "21 False",
    ],
  },
  {
    rule: "26: a ThreadSafeFlag coalesces, wait clears it, one waiter at a time",
    program: `
      asyncio.run((async () => {
        const f = new asyncio.ThreadSafeFlag(), g = new asyncio.ThreadSafeFlag();
        f.set(); f.set(); await f.wait(); log("first");
        create_task((async () => { await sleep_ms(5); f.set(); g.set(); f.set(); })());
        create_task((async () => { await g.wait(); log("other flag"); })());
        await f.wait(); log("second");
        const t = create_task((async () => { await f.wait(); log("never"); })()); await sleep_ms(1);
        try { await f.wait(); } catch (e) { log(repr(e)); }
        t.cancel(); await sleep_ms(1); f.set(); await f.wait(); f.set(); f.clear();
        try { await wait_for_ms(f.wait(), 4); } catch (e) { log(repr(e)); }
      })());`,
    prints: [
      "0 first",
      "5 second",
      "5 other flag",
      "6 RuntimeError('another task waits for the flag',)",
      "11 TimeoutError()",
    ],
  },
  {
    rule: "27: run returns the main task, and host code can wait for it",
    program: `
      log("before");
      const t = asyncio.run((async () => { log("runs at once"); await sleep_ms(5); return 7; })());
      t.then((v) => log("then", v, t.result));
      log("after", t.done());
      const u = { then: 1 };
      t.then(() => asyncio.run((async () => { throw new OSError(2); })()).then(null, (e) => log("never")));`,
    prints: [
      "0 before",
      "0 runs at once",
      "0 after False",
      "5 then 7 7",
      "Uncaught OSError: [Errno 2] ENOENT",
    ],
  },
  {
    rule: "28: what is left over goes on at the next run, unless a new event loop drops it",
    program: `
      async function tick(name) { for (let i = 1; ; i++) { await sleep_ms(10); log(name, i); } }
      const inside = async () => { log(attempt(() => asyncio.run(sleep_ms(1))), attempt(() => asyncio.new_event_loop())); };
      asyncio.run((async () => { create_task(tick("old")); await inside(); await sleep_ms(25); log("main 1"); })()).then(() => {
        asyncio.run((async () => { log("main 2"); await sleep_ms(10); })()).then(() => {
          asyncio.new_event_loop();
          asyncio.run((async () => { create_task(tick("new")); await sleep_ms(25); log("main 3"); })());
        });
      });`,
    prints: [
      "0 RuntimeError('the loop is running',) RuntimeError('the loop is running',)",
      "10 old 1",
      "20 old 2",
      "25 main 1",
      "25 main 2",
      "30 old 3",
      "45 new 1",
      "55 new 2",
      "60 main 3",
    ],
  },
  {
    rule: "29: run_forever goes on until stop",
    program: `
      const loop = asyncio.get_event_loop();
      loop.create_task((async () => { for (let i = 0; i < 3; i++) { await sleep_ms(10); log(i); } loop.stop(); loop.stop(); log("stopping"); await sleep_ms(1); log("never"); })());
      loop.run_forever().then(() => { log("stopped"); loop.run_until_complete(loop.create_task((async () => { log("again"); })())); loop.close(); });`,
    prints: ["10 0", "20 1", "30 2", "30 stopping", "30 stopped", "30 again"],
  },
];

describe("the rules of asyncio", () => {
  let printed: string[][] = [];

  before(async () => {
    printed = await runAll(cases.map(({ program }) => program));
  });

  cases.forEach(({ rule, prints }, i) =>
    it(rule, () => {
      expect(printed[i]).to.deep.equal(prints);
    }),
  );
});
