import { behaves } from "./batch.ts";

const user = `
async function user(s, name, ms) {
  try { using held = await s.hold(); at(name, "in"); await sleep_ms(ms); } finally { at(name, "out"); }
}`;

describe("Semaphore", () => {
  behaves(
    [
      {
        it: "lets as many in as its value says, and the others in the order in which they came",
        shows: `const s = new asyncio.Semaphore(2);
          await gather(user(s, "a", 30), user(s, "b", 10), user(s, "c", 10), user(s, "d", 10));
          at(s.locked());`,
        prints: [
          "0 a in",
          "0 b in",
          "10 b out",
          "10 c in",
          "20 c out",
          "20 d in",
          "30 a out",
          "30 d out",
          "30 False",
        ],
      },
      {
        it: "has the value 1 if none is given, and gives true",
        shows: `const s = new asyncio.Semaphore();
          at(s.locked(), await s.acquire(), s.locked());`,
        prints: ["0 False True True"],
      },
      {
        it: "raises ValueError for a value below 0 and for none at all",
        shows: `at(attempt(() => new asyncio.Semaphore(-1))); at(attempt(() => new asyncio.BoundedSemaphore(NaN)));
          at(new asyncio.Semaphore(0).locked());`,
        prints: [
          "0 ValueError('Semaphore initial value must be >= 0',)",
          "0 ValueError('Semaphore initial value must be >= 0',)",
          "0 True",
        ],
      },
      {
        it: "lets nobody overtake the one that was woken",
        shows: `const s = new asyncio.Semaphore(1);
          await s.acquire();
          const w = create_task(user(s, "waiter", 5));
          await sleep_ms(1);
          s.release(); at(s.locked());
          await user(s, "newcomer", 5);`,
        prints: ["1 True", "1 waiter in", "6 waiter out", "6 newcomer in", "11 newcomer out"],
      },
      {
        it: "serves a greedy task and a patient one in turn",
        shows: `const s = new asyncio.Semaphore(1);
          async function greedy() { for (let i = 0; i < 3; i++) { await s.acquire(); at("greedy"); await sleep_ms(1); s.release(); } }
          async function patient() { for (let i = 0; i < 3; i++) { await s.acquire(); at("patient"); await sleep_ms(1); s.release(); } }
          await gather(greedy(), patient());`,
        prints: ["0 greedy", "1 patient", "2 greedy", "3 patient", "4 greedy", "5 patient"],
      },
      {
        it: "forgets a task that is cancelled while it waits",
        shows: `const s = new asyncio.Semaphore(0);
          const a = create_task(user(s, "a", 1)), b = create_task(user(s, "b", 1));
          await sleep_ms(1); a.cancel(); await sleep_ms(1);
          s.release(); await b; at(s.locked(), repr(a.exception));`,
        prints: ["1 a out", "2 b in", "3 b out", "3 False CancelledError()"],
      },
      {
        it: "passes on what a task was woken for that is cancelled before its turn",
        shows: `const s = new asyncio.Semaphore(0);
          const a = create_task(user(s, "a", 1)), b = create_task(user(s, "b", 1));
          await sleep_ms(1); s.release(); a.cancel(); await b; at(s.locked());`,
        prints: ["1 a out", "1 b in", "2 b out", "2 False"],
      },
      {
        it: "keeps what a task was woken for that is cancelled, if nobody else waits",
        shows: `const s = new asyncio.Semaphore(0);
          const a = create_task(user(s, "a", 1));
          await sleep_ms(1); s.release(); a.cancel(); await sleep_ms(1); at(s.locked()); await s.acquire(); at("in");`,
        prints: ["1 a out", "2 False", "2 in"],
      },
      {
        it: "wakes one task for each release, also several in one turn",
        shows: `const s = new asyncio.Semaphore(0);
          const tasks = ["a", "b", "c"].map((name) => create_task(user(s, name, 5)));
          await sleep_ms(1); s.release(); s.release(); tasks[0].cancel(); await sleep_ms(1); at(s.locked());
          s.release(); await sleep_ms(20);`,
        prints: ["1 a out", "1 b in", "1 c in", "2 True", "6 b out", "6 c out"],
      },
      {
        it: "takes nothing when an acquire is made and never awaited",
        shows: `const s = new asyncio.Semaphore(1); s.acquire(); at(s.locked());`,
        prints: ["0 False"],
      },
      {
        it: "is released when the block raises",
        shows: `const s = new asyncio.Semaphore(1);
          try { using held = await s.hold(); throw new ValueError("x"); } catch (e) { at(repr(e), s.locked()); }`,
        prints: ["0 ValueError('x',) False"],
      },
      {
        it: "can be released beyond its value, unless it is bounded",
        shows: `const s = new asyncio.Semaphore(1), b = new asyncio.BoundedSemaphore(2);
          s.release(); await s.acquire(); await s.acquire(); at(s.locked());
          at(attempt(() => b.release()));
          { using held = await b.hold(); }
          await b.acquire(); b.release();
          at(attempt(() => b.release()));
          await b.acquire(); await b.acquire(); at(b.locked(), b instanceof asyncio.Semaphore);`,
        prints: [
          "0 True",
          "0 ValueError('BoundedSemaphore released too many times',)",
          "0 ValueError('BoundedSemaphore released too many times',)",
          "0 True True",
        ],
      },
      {
        it: "can be waited for with a time-out that takes nothing",
        shows: `const s = new asyncio.Semaphore(0);
          at(repr(await outcome(wait_for_ms(s.acquire(), 10))));
          s.release(); at(s.locked());`,
        prints: ["10 TimeoutError()", "10 False"],
      },
    ],
    user,
  );
});
