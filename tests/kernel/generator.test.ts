import { expect } from "chai";
import { image, run, runAll } from "../support/program.ts";

/** A program, by what it shows, and the lines it must print; numbers in front are virtual ms. */
interface Case {
  shows: string;
  program: string;
  prints: string[];
}

const cases: Case[] = [
  {
    shows: "for await walks an async generator, which sleeps between its items",
    program: `
      async function* ticks(n) { for (let i = 0; i < n; i++) { await sleep_ms(10); yield i; } }
      asyncio.run((async () => { for await (const i of ticks(3)) log(i); log("end"); })());`,
    prints: ["10 0", "20 1", "30 2", "30 end"],
  },
  {
    shows: "for await walks arrays, strings and iterables, and awaits their items",
    program: `
      async function later(x) { await sleep_ms(1); return x; }
      const two = { "@@iterator"() { let i = 0; return { next: () => ({ value: later(i), done: i++ > 1 }) }; } };
      asyncio.run((async () => {
        for await (const x of [later("a"), "b", null, create_task(later("c"))]) log(x);
        for await (const x of "de") log(x);
        for await (const x of two) log(x);
        for await (const x of new Uint8Array([7])) log(x);
      })());`,
    prints: ["1 a", "1 b", "1 None", "1 c", "1 d", "1 e", "2 0", "3 1", "3 7"],
  },
  {
    shows: "for walks whatever is iterable while it awaits",
    program: `
      const two = { "@@iterator"() { let i = 0; return { next: () => ({ value: i, done: i++ > 1 }), return: () => (log("closed"), {}) }; } };
      const list = { length: 9, "@@iterator": two["@@iterator"] };
      asyncio.run((async () => {
        for (const items of [two, list, [5], "ab", new Uint8Array([6]), []]) for (const x of items) { await sleep_ms(1); log(x); }
        for (const x of two) { await sleep_ms(1); break; }
      })());`,
    prints: ["1 0", "2 1", "3 0", "4 1", "5 5", "6 a", "7 b", "8 6", "9 closed"],
  },
  {
    shows: "what is not iterable raises TypeError",
    program: `
      async function* g() { yield 1; }
      asyncio.run((async () => {
        for (const x of [undefined, null, 5, true, {}, g]) {
          try { for (const y of x) await sleep_ms(1); } catch (e) { log(repr(e)); }
          try { for await (const y of x) log(y); } catch (e) { log(repr(e)); }
        }
        try { for (const y of g()) await sleep_ms(1); } catch (e) { log(repr(e)); }
      })());`,
    prints: Array<string>(13).fill("0 TypeError('object not iterable',)"),
  },
  {
    shows: "break, return and an exception of the body close the generator, and wait until it has cleaned up",
    program: `
      async function* g(name) { try { for (let i = 0; ; i++) yield i; } finally { log(name, "closing"); await sleep_ms(5); log(name, "closed"); } }
      async function leave(how) {
        for await (const i of g(how)) {
          if (how === "break") break;
          if (how === "return") return i;
          if (how === "throw") throw new ValueError(i);
        }
        return "after the loop";
      }
      asyncio.run((async () => {
        log(await leave("break"));
        log(await leave("return"));
        try { await leave("throw"); } catch (e) { log(repr(e)); }
      })());`,
    prints: [
      "0 break closing",
      "5 break closed",
      "5 after the loop",
      "5 return closing",
      "10 return closed",
      "10 0",
      "10 throw closing",
      "15 throw closed",
      "15 ValueError(0,)",
    ],
  },
  {
    shows: "an exception of the clean-up goes on, but not in place of the body's",
    program: `
      async function* g() { try { yield 1; } finally { await sleep_ms(1); throw new OSError(5); } }
      asyncio.run((async () => {
        try { for await (const x of g()) break; } catch (e) { log(repr(e)); }
        try { for await (const x of g()) throw new ValueError("body"); } catch (e) { log(repr(e)); }
        async function* outer() { for await (const x of g()) yield x; }
        try { for await (const x of outer()) break; } catch (e) { log(repr(e)); }
      })());`,
    prints: ["1 OSError(5,)", "2 ValueError('body',)", "3 OSError(5,)"],
  },
  {
    shows:
      "an exception of the generator reaches the loop, and a generator that has raised is not closed again",
    program: `
      async function* g() { try { yield 1; await sleep_ms(1); throw new OSError(5); } finally { log("finally"); } }
      asyncio.run((async () => {
        const it = g();
        try { for await (const x of it) log(x); } catch (e) { log(repr(e)); }
        log(await it.next());
      })());`,
    prints: ["0 1", "1 finally", "1 OSError(5,)", "1 {'value': None, 'done': True}"],
  },
  {
    shows: "catch in a generator does not keep it from being closed",
    program: `
      async function* g() { try { yield 1; } catch (e) { log("caught"); } finally { log("finally"); } log("never"); }
      asyncio.run((async () => { for await (const x of g()) break; log("end"); })());`,
    prints: ["0 finally", "0 end"],
  },
  {
    shows: "next, throw and return by hand give and take values",
    program: `
      async function* g() {
        for (;;) try { log("got", yield 1); } catch (e) { log("caught", repr(e)); yield "c"; }
      }
      asyncio.run((async () => {
        const it = g();
        for (const r of [await it.next("lost"), await it.next("x"), await it.throw(new ValueError("t")), await it.next(), await it.return(5), await it.next()])
          log(r.value, r.done);
        const early = g();
        log((await early.return(sleep_ms(3))).done, (await early.next()).done);
        const failed = g();
        try { await failed.throw(new ValueError("early")); } catch (e) { log(repr(e)); }
        log((await failed.next()).done);
      })());`,
    prints: [
      "0 got x",
      "0 caught ValueError('t',)",
      "0 1 False",
      "0 1 False",
      "0 c False",
      "0 1 False",
      "0 5 True",
      "0 None True",
      "3 True True",
      "3 ValueError('early',)",
      "3 True",
    ],
  },
  {
    shows: "yield awaits its value, and raises at the yield what that raises",
    program: `
      async function later(x) { await sleep_ms(2); if (x === "bad") throw new OSError(5); return x; }
      async function* g() { yield later(1); try { yield later("bad"); } catch (e) { yield repr(e); } yield { plain: 2 }; }
      asyncio.run((async () => { for await (const x of g()) log(x); })());`,
    prints: ["2 1", "4 OSError(5,)", "4 {'plain': 2}"],
  },
  {
    shows: "yield* hands on items, values, exceptions and the end",
    program: `
      async function* inner(name) {
        try { await sleep_ms(1); log(name, "got", yield 1); yield 2; } catch (e) { log(name, "caught", repr(e)); yield 3; } finally { await sleep_ms(1); log(name, "closed"); }
        return name + " result";
      }
      async function* outer() { log(yield* inner("first")); try { yield* inner("second"); } finally { log("outer closed"); } }
      asyncio.run((async () => {
        for await (const x of outer()) log(x);
        const it = outer();
        await it.next(); log((await it.next("sent")).value); log((await it.throw(new ValueError("t"))).value); log((await it.next()).value);
        log((await it.return("r")).value, (await it.next()).done);
        async function* flat() { yield* [later(4), 5]; yield* "6"; }
        async function later(x) { await sleep_ms(1); return x; }
        for await (const x of flat()) log(x);
      })());`,
    prints: [
      "1 1",
      "1 first got None",
      "1 2",
      "2 first closed",
      "2 first result",
      "3 1",
      "3 second got None",
      "3 2",
      "4 second closed",
      "4 outer closed",
      "5 first got sent",
      "5 2",
      "5 first caught ValueError('t',)",
      "5 3",
      "6 first closed",
      "6 first result",
      "7 1",
      "8 second closed",
      "8 outer closed",
      "8 r True",
      "9 4",
      "9 5",
      "9 6",
    ],
  },
  {
    shows: "yield* closes an iterator that takes no exceptions",
    program: `
      const plain = { "@@asyncIterator": () => ({ next: async () => ({ value: 1, done: false }), return: async () => (log("closed"), {}) }) };
      async function* g() { yield* plain; }
      asyncio.run((async () => {
        const it = g();
        await it.next();
        try { await it.throw(new ValueError("t")); } catch (e) { log(repr(e)); }
        log((await it.next()).done);
      })());`,
    prints: ["0 closed", "0 TypeError('iterator has no method throw',)", "0 True"],
  },
  {
    shows:
      "a task cancelled while its generator sleeps: finally blocks run from the inside out, and the generator is done",
    program: `
      async function* inner() { try { yield 1; await sleep_ms(100); yield 2; } finally { log("inner"); await sleep_ms(5); log("inner cleaned up"); } }
      async function* outer() { try { yield* inner(); } finally { log("outer"); } }
      const it = outer();
      async function main() {
        const t = create_task((async () => { try { for await (const x of it) log(x); } finally { log("loop"); } })());
        await sleep_ms(10);
        t.cancel();
        try { await t; } catch (e) { log(repr(e)); }
        log(await it.next());
      }
      asyncio.run(main());`,
    prints: [
      "0 1",
      "10 inner",
      "15 inner cleaned up",
      "15 outer",
      "15 loop",
      "15 CancelledError()",
      "15 {'value': None, 'done': True}",
    ],
  },
  {
    shows: "a task cancelled in the body of for await closes the generator",
    program: `
      async function* g() { try { yield 1; yield 2; } finally { log("closing"); await sleep_ms(5); log("closed"); } }
      async function main() {
        const t = create_task((async () => { for await (const x of g()) await sleep_ms(100); })());
        await sleep_ms(10);
        t.cancel();
        try { await t; } catch (e) { log(repr(e)); }
      }
      asyncio.run(main());`,
    prints: ["10 closing", "15 closed", "15 CancelledError()"],
  },
  {
    shows: "a cancelled generator may go on",
    program: `
      async function* g() { for (let i = 0; ; i++) { try { await sleep_ms(10); } catch (e) { log(repr(e)); } yield i; } }
      async function main() {
        const t = create_task((async () => { for await (const x of g()) { log(x); if (x === 2) return "end"; } })());
        await sleep_ms(15);
        t.cancel();
        log(await t);
      }
      asyncio.run(main());`,
    prints: ["10 0", "15 CancelledError()", "15 1", "25 2", "25 end"],
  },
  {
    shows: "a time-out around for await cancels the generator in its sleep",
    program: `
      async function* g() { try { for (let i = 0; ; i++) { await sleep_ms(10); yield i; } } finally { log("closed"); } }
      async function all() { for await (const i of g()) log(i); }
      asyncio.run((async () => { try { await wait_for_ms(all(), 25); } catch (e) { log(repr(e)); } })());`,
    prints: ["10 0", "20 1", "25 closed", "25 TimeoutError()"],
  },
  {
    shows: "a time-out around next ends the generator, and a generator that is in time goes on elsewhere",
    program: `
      async function* g() { try { for (let i = 0; ; i++) { await sleep_ms(i * 10); yield i; } } finally { log("closed"); } }
      asyncio.run((async () => {
        const it = g();
        log(await it.next(), await wait_for_ms(it.next(), 15));
        try { await wait_for_ms(it.next(), 15); } catch (e) { log(repr(e)); }
        log((await it.next()).done);
      })());`,
    prints: [
      "10 {'value': 0, 'done': False} {'value': 1, 'done': False}",
      "25 closed",
      "25 TimeoutError()",
      "25 True",
    ],
  },
  {
    shows: "next of a generator that runs raises RuntimeError, and the generator goes on",
    program: `
      async function* g() { try { log(repr(await it.next())); } catch (e) { log("inside", repr(e)); } await sleep_ms(10); yield 1; yield 2; }
      const it = g();
      async function main() {
        const t = create_task(it.next());
        await sleep_ms(5);
        for (const call of [it.next(), it.return(), it.throw(new ValueError())]) try { await call; } catch (e) { log(repr(e)); }
        log((await t).value, (await it.next()).value, (await it.next()).done);
        const waits = it.next();
        await waits;
        try { await waits; } catch (e) { log(repr(e)); }
      }
      asyncio.run(main());`,
    prints: [
      "0 inside RuntimeError('asynchronous generator is already running',)",
      ...Array<string>(3).fill("5 RuntimeError('asynchronous generator is already running',)"),
      "10 1 2 True",
      "10 RuntimeError('coroutine was awaited already',)",
    ],
  },
  {
    shows: "a call of next that is cancelled before its first turn leaves the generator as it is",
    program: `
      async function* g() { yield 1; yield 2; }
      asyncio.run((async () => {
        const it = g();
        const t = create_task(it.next());
        t.cancel();
        await sleep_ms(1);
        log(repr(t.exception), (await it.next()).value);
        const u = create_task(it.return());
        u.cancel();
        await sleep_ms(1);
        log((await it.next()).value);
      })());`,
    prints: ["1 CancelledError() 1", "2 2"],
  },
  {
    shows: "a generator that is awaited or returned is a plain value, and no coroutine",
    program: `
      async function* g() { yield 1; }
      async function make() { return g(); }
      asyncio.run((async () => {
        for await (const x of await make()) log(x);
        log(attempt(() => create_task(g())));
      })());`,
    prints: ["0 1", "0 TypeError('coroutine expected',)"],
  },
  {
    shows: "await using waits for the disposal, also when the task is cancelled",
    program: `
      const lock = { async "@@asyncDispose"() { log("releasing"); await sleep_ms(5); log("released"); } };
      async function hold() { await using l = lock; await using n = null; await using d = { "@@dispose"() { log("disposed"); } }; await sleep_ms(20); log("held"); }
      asyncio.run((async () => { await hold(); try { await wait_for_ms(hold(), 10); } catch (e) { log(repr(e)); } })());`,
    prints: [
      "20 held",
      "20 disposed",
      "20 releasing",
      "25 released",
      "35 disposed",
      "35 releasing",
      "40 released",
      "40 TimeoutError()",
    ],
  },
];

describe("iteration", () => {
  let printed: string[][] = [];

  before(async () => {
    printed = await runAll(cases.map(({ program }) => program));
  });

  cases.forEach(({ shows, prints }, i) =>
    it(shows, () => {
      expect(printed[i]).to.deep.equal(prints);
    }),
  );

  it("goes through 3,000 generators nested in one another", async () => {
    const program = `
      async function* deep(n) { if (n > 0) yield* deep(n - 1); else { yield 1; await sleep_ms(1); yield 2; } }
      asyncio.run((async () => { for await (const x of deep(3000)) log(x); })());`;
    expect(await run(program)).to.deep.equal(["0 1", "1 2"]);
  });
});

describe("an image carries of iteration only what its program uses:", () => {
  const LOOP = "object not iterable";
  const ASYNC = "@@asyncIterator";
  const GENERATOR = "asynchronous generator is already running";
  const DELEGATE = "iterator has no method throw";
  const programs: [name: string, program: string, carries: string[]][] = [
    ["a coroutine", "await sleep_ms(1);", []],
    ["a loop", "for (const x of globalThis.x) await sleep_ms(1);", [LOOP]],
    ["an asynchronous loop", "for await (const x of globalThis.x) log(x);", [LOOP, ASYNC]],
    ["a generator", "async function* g() { yield 1; } await g().next();", [ASYNC, GENERATOR]],
    [
      "yield*",
      "async function* g() { yield* globalThis.x; } await g().next();",
      [LOOP, ASYNC, GENERATOR, DELEGATE],
    ],
  ];
  for (const [name, program, carries] of programs) {
    it(name, async () => {
      const code = await image(`asyncio.run((async () => { ${program} })());`, true);
      expect([LOOP, ASYNC, GENERATOR, DELEGATE].filter((text) => code.includes(text))).to.deep.equal(carries);
    });
  }
});
