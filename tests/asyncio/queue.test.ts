import fc from "fast-check";
import { expect } from "chai";
import { run } from "../support/program.ts";
import { behaves } from "./batch.ts";

const names = `
async function get(q, name) { try { at(name, await q.get()); } catch (e) { at(name, repr(e)); throw e; } }
async function put(q, item) { try { await q.put(item); at("put", item); } catch (e) { at(item, repr(e)); throw e; } }`;

describe("Queue", () => {
  behaves(
    [
      {
        it: "gives the items in the order in which they were put in",
        shows: `const q = new asyncio.Queue();
          for (const item of ["a", "b", "c"]) await q.put(item);
          at(q.qsize(), await q.get(), await q.get(), await q.get(), q.qsize(), q.maxsize);`,
        prints: ["0 3 a b c 0 0"],
      },
      {
        it: "lets get wait for an item and put for a place",
        shows: `const q = new asyncio.Queue(1);
          const getters = ["g1", "g2", "g3"].map((name) => create_task(get(q, name)));
          await sleep_ms(5);
          await gather(put(q, 1), put(q, 2), put(q, 3), put(q, 4));`,
        prints: ["5 put 1", "5 g1 1", "5 put 2", "5 g2 2", "5 put 3", "5 g3 3", "5 put 4"],
      },
      {
        it: "knows whether it is empty or full, and raises QueueEmpty and QueueFull",
        shows: `const q = new asyncio.Queue(2), free = new asyncio.Queue();
          at(q.empty(), q.full(), free.full(), attempt(() => q.get_nowait()));
          q.put_nowait(1); at(q.empty(), q.full());
          q.put_nowait(2); at(q.empty(), q.full(), q.qsize(), attempt(() => q.put_nowait(3)));
          at(q.get_nowait(), q.get_nowait(), q.empty());
          at(attempt(() => q.get_nowait()));
          try { q.get_nowait(); } catch (e) { at(e instanceof asyncio.QueueEmpty, e instanceof asyncio.QueueFull, e instanceof Exception); }
          q.put_nowait(4); at(await q.get());`,
        prints: [
          "0 True False False QueueEmpty()",
          "0 False False",
          "0 False True 2 QueueFull()",
          "0 1 2 True",
          "0 QueueEmpty()",
          "0 True False True",
          "0 4",
        ],
      },
      {
        it: "takes any number of items if its size is 0 or less",
        shows: `const q = new asyncio.Queue(-1); for (let i = 0; i < 100; i++) await q.put(i); at(q.qsize(), q.full());`,
        prints: ["0 100 False"],
      },
      {
        it: "serves those who get in the order in which they came, and lets no newcomer overtake",
        shows: `const q = new asyncio.Queue();
          const tasks = ["a", "b"].map((name) => create_task(get(q, name)));
          await sleep_ms(1);
          q.put_nowait(1); at(q.qsize());
          const c = create_task(get(q, "c"));
          q.put_nowait(2); await sleep_ms(1); at(q.empty()); q.put_nowait(3);
          await gather(...tasks, c);`,
        prints: ["1 1", "1 a 1", "1 b 2", "2 True", "2 c 3"],
      },
      {
        it: "starves nobody when a task gets what it has put in itself",
        shows: `const q = new asyncio.Queue();
          const w = create_task(get(q, "waiter"));
          await sleep_ms(1);
          q.put_nowait(1); const p = create_task((async () => { await sleep_ms(5); q.put_nowait(2); })());
          at("mine", await q.get());`,
        prints: ["1 waiter 1", "6 mine 2"],
      },
      {
        it: "lets get_nowait be faster than one that was woken, which stays first in the line",
        shows: `const q = new asyncio.Queue();
          const tasks = ["a", "b", "c"].map((name) => create_task(get(q, name)));
          await sleep_ms(1);
          q.put_nowait(1); q.put_nowait(2); at(q.get_nowait(), q.get_nowait(), q.empty());
          await sleep_ms(1);
          for (let i = 3; i < 6; i++) q.put_nowait(i);
          await gather(...tasks);`,
        prints: ["1 1 2 True", "2 a 3", "2 b 4", "2 c 5"],
      },
      {
        it: "lets put_nowait be faster than one that was woken, which stays first in the line",
        shows: `const q = new asyncio.Queue(1);
          q.put_nowait(0);
          const tasks = [1, 2].map((item) => create_task(put(q, item)));
          await sleep_ms(1);
          at(q.get_nowait()); q.put_nowait("fast"); await sleep_ms(1);
          for (let i = 0; i < 3; i++) { at("got", await q.get()); await sleep_ms(1); }`,
        prints: ["1 0", "2 got fast", "2 put 1", "3 got 1", "3 put 2", "4 got 2"],
      },
      {
        it: "loses nothing to a get that is cancelled while it waits",
        shows: `const q = new asyncio.Queue();
          const a = create_task(get(q, "a")), b = create_task(get(q, "b"));
          await sleep_ms(1); a.cancel(); await sleep_ms(1);
          q.put_nowait(1); q.put_nowait(2); await b; at(q.qsize());`,
        prints: ["1 a CancelledError()", "2 b 1", "2 1"],
      },
      {
        it: "loses nothing to a get that is cancelled after an item has come for it",
        shows: `const q = new asyncio.Queue();
          const a = create_task(get(q, "a")), b = create_task(get(q, "b"));
          await sleep_ms(1); q.put_nowait(1); q.put_nowait(2); a.cancel(); await b; at(q.get_nowait(), q.empty());`,
        prints: ["1 a CancelledError()", "1 b 1", "1 2 True"],
      },
      {
        it: "puts nothing in for a put that is cancelled, be it that there was a place for it already",
        shows: `const q = new asyncio.Queue(1);
          q.put_nowait(0);
          const [a, b, c] = ["a", "b", "c"].map((item) => create_task(put(q, item)));
          await sleep_ms(1); a.cancel(); at(q.get_nowait()); b.cancel(); await sleep_ms(1);
          at(q.get_nowait(), q.qsize(), q.full()); await sleep_ms(1); at(q.empty());`,
        prints: ["1 0", "1 a CancelledError()", "1 b CancelledError()", "1 put c", "2 c 0 False", "3 True"],
      },
      {
        it: "loses nothing to a get whose time is up",
        shows: `const q = new asyncio.Queue();
          async function take() { using limit = asyncio.timeout_ms(10); return await q.get(); }
          async function give() { await sleep_ms(10); q.put_nowait("late"); }
          const g = create_task(give());
          at(repr(await outcome(take())), q.qsize());
          at(repr(await outcome(wait_for_ms(q.get(), 5))), q.empty());
          at(repr(await outcome(wait_for_ms(q.get(), 5))), q.empty());`,
        prints: ["10 TimeoutError() 1", "10 'late' True", "15 TimeoutError() True"],
      },
      {
        it: "joins when every item is reported to be dealt with",
        shows: `const q = new asyncio.Queue();
          await q.join(); at("nothing to wait for");
          for (let i = 0; i < 3; i++) q.put_nowait(i);
          const w = create_task((async () => { while (true) { const i = await q.get(); await sleep_ms(10); at("did", i); q.task_done(); } })());
          const j = create_task((async () => { await q.join(); at("joined too"); })());
          await q.join(); at("joined", q.qsize()); await j;
          at(w.cancel());`,
        prints: [
          "0 nothing to wait for",
          "10 did 0",
          "20 did 1",
          "30 did 2",
          "30 joined 0",
          "30 joined too",
          "30 True",
        ],
      },
      {
        it: "wakes those who join also when more is put in before their turn",
        shows: `const q = new asyncio.Queue(); q.put_nowait(1);
          const j = create_task((async () => { await q.join(); at("joined", q.qsize()); })());
          await sleep_ms(1); q.get_nowait(); q.task_done(); q.put_nowait(2); await j;`,
        prints: ["1 joined 1"],
      },
      {
        it: "forgets one who joins and is cancelled",
        shows: `const q = new asyncio.Queue(); q.put_nowait(1);
          const join = async () => await q.join(), j = create_task(join()), k = create_task(join());
          await sleep_ms(1); j.cancel(); await sleep_ms(1); q.task_done(); at(repr(await outcome(j)), repr(await outcome(k)));`,
        prints: ["2 CancelledError() None"],
      },
      {
        it: "raises ValueError if more items are reported than were put in",
        shows: `const q = new asyncio.Queue();
          at(attempt(() => q.task_done()));
          q.put_nowait(1); q.task_done(); at(attempt(() => q.task_done()));
          await q.join(); at(await q.get());`,
        prints: [
          "0 ValueError('task_done() called too many times',)",
          "0 ValueError('task_done() called too many times',)",
          "0 1",
        ],
      },
      {
        it: "holds undefined and null as it does other items",
        shows: `const q = new asyncio.Queue(); q.put_nowait(undefined); q.put_nowait(null); at(await q.get(), q.qsize(), q.get_nowait());`,
        prints: ["0 None 1 None"],
      },
    ],
    names,
  );

  it("loses and doubles no item, and keeps no task waiting without need, whatever is cancelled when", async () => {
    // Each script: tasks that get or put, cancelled at random moments, and what is taken and put without waiting.
    const common = ["cancel", "cancel", "turn", "get_nowait", "put_nowait"];
    const script = (mostly: string, rarely: string) =>
      fc.array(
        fc.record({ what: fc.constantFrom(mostly, mostly, mostly, rarely, ...common), which: fc.nat(20) }),
        { minLength: 5, maxLength: 40 },
      );
    const steps = fc.oneof(script("get", "put"), script("put", "get"));
    const scripts = fc.sample(fc.tuple(fc.nat(3), steps), { numRuns: 200, seed: 7 });
    const lines = await run(`
      async function script([size, steps]) {
        const q = new asyncio.Queue(size), tasks = [], put = [], got = [];
        let next = 0, getting = 0, putting = 0;
        async function getter() { getting++; try { got.push(await q.get()); } finally { getting--; } }
        async function putter(item) { putting++; try { await q.put(item); put.push(item); } finally { putting--; } }
        function stuck() {
          if (getting && !q.empty()) return "a getter waits and there are items";
          if (putting && !q.full()) return "a putter waits and there is room";
          if (size && q.qsize() > size) return "too many items";
        }
        for (const { what, which } of steps) {
          if (what === "get") tasks.push(create_task(getter()));
          if (what === "put") tasks.push(create_task(putter(next++)));
          const open = tasks.filter((task) => !task.done());
          if (what === "cancel" && open.length) open[which % open.length].cancel();
          if (what === "turn") { await sleep_ms(1); if (stuck()) return stuck(); }
          if (what === "get_nowait" && !q.empty()) got.push(q.get_nowait());
          if (what === "put_nowait" && !q.full()) { q.put_nowait(next); put.push(next++); }
        }
        await sleep_ms(5);
        if (stuck()) return stuck();
        for (const task of tasks) task.cancel();
        await sleep_ms(5);
        while (!q.empty()) got.push(q.get_nowait());
        const inOrder = (list) => list.slice().sort((a, b) => a - b).join();
        if (inOrder(put) !== inOrder(got)) return "put " + put + " got " + got;
      }
      asyncio.run((async () => {
        for (const one of ${JSON.stringify(scripts)}) { const wrong = await script(one); if (wrong) print(wrong, one); }
        print("done");
      })());`);
    expect(lines).deep.equal(["done"]);
  });
});
