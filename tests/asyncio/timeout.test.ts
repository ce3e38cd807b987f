import { behaves } from "./batch.ts";

const names = `
const { timeout_ms, timeout, TimeoutError } = asyncio;
async function limited(ms, body) { using limit = timeout_ms(ms); return await body(limit); }
async function show(awaitable) { at(repr(await outcome(awaitable))); }
`;

describe("timeout_ms", () => {
  behaves(
    [
      {
        it: "cancels the block at the deadline and turns the CancelledError into TimeoutError where it leaves",
        shows: `try {
            using limit = timeout_ms(20);
            try { await sleep_ms(100); } catch (e) { at(repr(e), e instanceof CancelledError, limit.expired()); throw e; } finally { at("finally"); }
          } catch (e) { at(repr(e), e instanceof TimeoutError, e instanceof CancelledError, e instanceof Exception); }
          await sleep_ms(10); at("goes on");`,
        prints: [
          "20 CancelledError() True True",
          "20 finally",
          "20 TimeoutError() True False True",
          "30 goes on",
        ],
      },
      {
        it: "does nothing to a block that ends in time, however it ends",
        shows: `at(await limited(20, async (limit) => { await sleep_ms(10); at(limit.expired()); return 1; }));
          await show(limited(20, async () => { await sleep_ms(5); throw new ValueError("own"); }));
          for (const i of [1, 2, 3]) { using limit = timeout_ms(5); await sleep_ms(2); if (i === 2) break; }
          await sleep_ms(50); at("alive");`,
        prints: ["10 False", "10 1", "15 ValueError('own',)", "69 alive"],
      },
      {
        it: "lets the block clean up as long as it takes",
        shows: `await show(limited(10, async () => { try { await sleep_ms(50); } finally { await sleep_ms(20); at("cleaned up"); } }));`,
        prints: ["30 cleaned up", "30 TimeoutError()"],
      },
      {
        it: "raises nothing if the block swallows the cancellation, and cancels it no second time",
        shows: `at(await limited(10, async (limit) => { await outcome(sleep_ms(50)); await sleep_ms(20); return limit.expired(); }));`,
        prints: ["30 True"],
      },
      {
        it: "lets another error of the block out as it is",
        shows: `await show(limited(10, async () => { try { await sleep_ms(50); } finally { throw new OSError(5); } }));`,
        prints: ["10 OSError(5,)"],
      },
      {
        it: "lets a cancellation from outside out as it is",
        shows: `const t = create_task(limited(20, () => sleep_ms(50)));
          await sleep_ms(5); t.cancel(); await show(t);
          const u = create_task(limited(20, async () => { try { await sleep_ms(50); } finally { await sleep_ms(50); } }));
          await sleep_ms(30); u.cancel(); await show(u);`,
        prints: ["5 CancelledError()", "35 CancelledError()"],
      },
      {
        it: "lets a cancellation from outside win in the turn of the deadline, whichever comes first",
        shows: `const t = create_task(limited(20, () => sleep_ms(50)));
          await sleep_ms(0);
          await sleep_ms(20); t.cancel(); await show(t);
          let u;
          const canceller = create_task((async () => { await sleep_ms(20); at(u.cancel()); })());
          await sleep_ms(0);
          u = create_task(limited(20, () => sleep_ms(50)));
          await show(u);`,
        prints: ["20 CancelledError()", "40 True", "40 CancelledError()"],
      },
      {
        it: "turns only its own cancellation in nested scopes: the outer deadline first",
        shows: `try {
            using outer = timeout_ms(10);
            try { using inner = timeout_ms(20); await sleep_ms(50); }
            catch (e) { at("between", repr(e), inner_of(e)); throw e; }
          } catch (e) { at(repr(e)); }
          function inner_of(e) { return e instanceof TimeoutError; }`,
        prints: ["10 between CancelledError() False", "10 TimeoutError()"],
      },
      {
        it: "turns only its own cancellation in nested scopes: the inner deadline first",
        shows: `try {
            using outer = timeout_ms(20);
            try { using inner = timeout_ms(10); await sleep_ms(50); }
            catch (e) { at("between", repr(e), outer.expired()); }
            await sleep_ms(50);
          } catch (e) { at(repr(e)); }`,
        prints: ["10 between TimeoutError() False", "20 TimeoutError()"],
      },
      {
        it: "keeps both deadlines of nested scopes that fall into one turn: the outer one is looked at first",
        shows: `try {
            using outer = timeout_ms(10);
            try { using inner = timeout_ms(10); await sleep_ms(50); }
            catch (e) { at("between", repr(e)); throw e; }
          } catch (e) { at(repr(e)); }`,
        prints: ["10 between CancelledError()", "10 TimeoutError()"],
      },
      {
        it: "keeps both deadlines of nested scopes that fall into one turn: the inner one is looked at first",
        shows: `try {
            using outer = timeout_ms(50);
            try { using inner = timeout_ms(10); outer.reschedule_ms(10); await sleep_ms(50); }
            catch (e) { at("between", repr(e)); }
            await sleep_ms(50); at("not reached");
          } catch (e) { at(repr(e)); }`,
        prints: ["10 between TimeoutError()", "10 TimeoutError()"],
      },
      {
        it: "cancels at the next await if its time is 0 or less",
        shows: `await show(limited(0, async () => { at("block"); await sleep_ms(0); await sleep_ms(0); at("not reached"); }));
          await show(limited(-1e9, async () => { await sleep_ms(10); }));
          await show(limited(0, async () => "ends without an await"));`,
        prints: ["0 block", "0 TimeoutError()", "0 TimeoutError()", "0 'ends without an await'"],
      },
      {
        it: "ends a block that only ever yields",
        shows: `await show(limited(0, async () => { while (true) await sleep_ms(0); }));`,
        prints: ["0 TimeoutError()"],
      },
      {
        it: "lets an error that is on its way into the block arrive first",
        shows: `const t = create_task(fail(10, new OSError(5)));
          await sleep_ms(0);
          await show(limited(10, async () => { at("block gets", repr(await outcome(t))); await sleep_ms(5); at("not reached"); }));`,
        prints: ["10 block gets OSError(5,)", "10 TimeoutError()"],
      },
      {
        it: "passes the cancellation on to the task that the block awaits, for which it stays a CancelledError",
        shows: `const t = create_task(work("t", 50));
          const other = create_task(outcome(t));
          await show(limited(10, async () => { await t; }));
          at(repr(t.exception), t.exception instanceof TimeoutError, repr(await other));`,
        prints: [
          "0 t begins",
          "10 t gets CancelledError()",
          "10 TimeoutError()",
          "10 CancelledError() False CancelledError()",
        ],
      },
      {
        it: "goes on if the task that the block awaits swallows the cancellation",
        shows: `const t = create_task((async () => { await outcome(sleep_ms(50)); await sleep_ms(5); return "swallowed"; })());
          await show(limited(10, async () => await t));`,
        prints: ["15 'swallowed'"],
      },
      {
        it: "gives the error of the task that the block awaits if that fails cleaning up",
        shows: `const t = create_task((async () => { try { await sleep_ms(50); } finally { throw new OSError(5); } })());
          await show(limited(10, async () => await t));`,
        prints: ["10 OSError(5,)"],
      },
      {
        it: "ends every kind of wait",
        shows: `const lock = new asyncio.Lock(), event = new asyncio.Event(), flag = new asyncio.ThreadSafeFlag();
          await lock.acquire();
          for (const wait of [
            () => lock.acquire(), () => event.wait(), () => flag.wait(), () => gather(sleep_ms(50), sleep_ms(60)),
            () => wait_for_ms(event.wait(), 50), () => new asyncio.Queue().get(), () => new asyncio.Barrier(2).wait(),
            () => new asyncio.Semaphore(0).acquire(), () => asyncio.shield(sleep_ms(20)), () => asyncio.from_callback(() => {}),
            () => create_task(sleep_ms(50)), () => new asyncio.Queue().get(), () => asyncio.wait([create_task(sleep_ms(50))]),
          ]) await show(limited(10, async () => await wait()));
          at(lock.locked()); lock.release(); at(lock.locked());`,
        prints: [
          ...Array.from({ length: 13 }, (_, i) => `${10 * i + 10} TimeoutError()`),
          "130 True",
          "130 False",
        ],
      },
      {
        it: "can be moved, be it to never and back, until it has passed",
        shows: `await show(limited(10, async (limit) => { await sleep_ms(5); limit.reschedule_ms(20); await sleep_ms(50); }));
          await show(limited(10, async (limit) => { limit.reschedule_ms(null); await sleep_ms(50); limit.reschedule_ms(5); await sleep_ms(50); }));
          await show(limited(10, async (limit) => { await outcome(sleep_ms(50)); limit.reschedule_ms(5); await sleep_ms(50); return "ends"; }));`,
        prints: ["25 TimeoutError()", "80 TimeoutError()", "140 'ends'"],
      },
      {
        it: "limits nothing if no time is given",
        shows: `await show(limited(null, async () => { await sleep_ms(5000); return 1; }));
          await show(limited(undefined, async () => 2));
          { using limit = timeout(null); await sleep_ms(1); }
          { using limit = timeout(); await sleep_ms(1); at("two"); }`,
        prints: ["5000 1", "5000 2", "5002 two"],
      },
      {
        it: "takes seconds as timeout",
        shows: `try { using limit = timeout(0.25); await sleep_ms(1000); } catch (e) { at(repr(e)); }`,
        prints: ["250 TimeoutError()"],
      },
      {
        it: "raises OverflowError for times beyond the range of ticks, and cancels nothing then",
        shows: `at(attempt(() => timeout_ms(0x20000000))); at(attempt(() => timeout(NaN))); await sleep_ms(1); at("alive");`,
        prints: [
          "0 OverflowError('ticks interval overflow',)",
          "0 OverflowError('ticks interval overflow',)",
          "1 alive",
        ],
      },
      {
        it: "does nothing to a task that has ended without ending the scope",
        shows: `const t = create_task((async () => { timeout_ms(10); })()); await t; await sleep_ms(20); at(repr(t.exception));`,
        prints: ["20 None"],
      },
      {
        it: "limits the task that made it, not others that run meanwhile",
        shows: `const other = create_task(work("other", 30));
          await show(limited(10, () => sleep_ms(50))); await other;`,
        prints: ["0 other begins", "10 TimeoutError()", "30 other ends"],
      },
    ],
    names,
  );
});
