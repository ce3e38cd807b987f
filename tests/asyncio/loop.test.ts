import { expect } from "chai";
import { createContext, Script } from "node:vm";
import { image } from "../support/program.ts";

const HEAD = `
const loop = asyncio.get_event_loop();
async function nap(ms, text) { await sleep_ms(ms); log(text); return text; }
async function fail(text) { throw new ValueError(text); }
const bodies = [];
`;

/** Programs that host code runs, by what they show; numbers in front of what they print are virtual ms. */
const cases: { it: string; program: string; prints: string[] }[] = [
  {
    it: "run_forever goes on until stop, which lets the tasks that are ready have their turn",
    program: `
      loop.create_task((async () => {
        await sleep_ms(5);
        create_task((async () => { log("made before"); })());
        loop.stop();
        loop.stop();
        log("goes on to its await");
        await sleep_ms(0);
        log("never");
      })());
      const forever = loop.run_forever();
      log("returned", forever.done());
      forever.then((value) => log("stopped", forever.done(), value));`,
    prints: ["0 returned False", "5 goes on to its await", "5 made before", "5 stopped True None"],
  },
  {
    it: "run_forever goes on although no task is left, and stop may come from host code",
    program: `
      const forever = loop.run_forever();
      const waiter = create_task(nap(3, "made while nothing was there"));
      waiter.then(() => { loop.stop(); });
      forever.then(() => log("stopped"));`,
    prints: ["3 made while nothing was there", "3 stopped"],
  },
  {
    it: "tasks that are left over go on at the next run",
    program: `
      create_task(nap(10, "left over"));
      loop.run_until_complete(nap(2, "first")).then(() => {
        log("between");
        loop.run_until_complete(nap(20, "second"));
      });`,
    prints: ["2 first", "2 between", "10 left over", "22 second"],
  },
  {
    it: "nothing has a turn while nobody runs the loop",
    program: `
      create_task(nap(0, "later"));
      loop.create_task((async () => { log("before", "anybody runs"); })()).cancel();
      loop.run_until_complete(nap(1, "main")).then(() => {
        create_task((async () => { log("made after the end"); })());
      });`,
    prints: ["0 later", "1 main"],
  },
  {
    it: "run_forever can be stopped and run again",
    program: `
      create_task((async () => { for (let i = 0; i < 3; i++) { await sleep_ms(1); log(i); loop.stop(); } })());
      loop.run_forever().then(() => { log("again"); loop.run_forever().then(() => log("end")); });`,
    prints: ["1 0", "1 again", "2 1", "2 end"],
  },
  {
    it: "stop does nothing unless run_forever runs",
    program: `
      loop.stop();
      const forever = loop.run_forever();
      loop.stop();
      forever.then(() => {
        loop.stop();
        loop.run_until_complete((async () => { loop.stop(); await nap(1, "not stopped"); })()).then(() => log("end"));
      });`,
    prints: ["1 not stopped", "1 end"],
  },
  {
    it: "run_until_complete takes a coroutine or a task, and gives its task",
    program: `
      const task = create_task(nap(2, "task"));
      const given = loop.run_until_complete(task);
      given.then((result) => {
        log(given === task, result);
        loop.run_until_complete(nap(1, "coroutine")).then((result) => {
          log(result);
          log(loop.run_until_complete(task) === task);
        });
      });`,
    prints: ["2 task", "2 True task", "3 coroutine", "3 coroutine", "3 True"],
  },
  {
    it: "run_until_complete raises what its task raises",
    program: `
      log(attempt(() => loop.run_until_complete(fail("at once"))));
      log(attempt(() => loop.run_until_complete(5)));
      loop.run_until_complete((async () => { await sleep_ms(1); await fail("later"); })());`,
    prints: ["0 ValueError('at once',)", "0 TypeError('coroutine expected',)", "Uncaught ValueError: later"],
  },
  {
    it: "nothing can be run inside a coroutine, and the loop lives",
    program: `
      loop.run_until_complete((async () => {
        log(attempt(() => loop.run_forever()));
        log(attempt(() => loop.run_until_complete(nap(0, "never"))));
        log(attempt(() => asyncio.run(nap(0, "never"))));
        log(attempt(() => asyncio.new_event_loop()));
        await nap(1, "alive");
      })());`,
    prints: [...Array<string>(4).fill("0 RuntimeError('the loop is running',)"), "1 alive"],
  },
  {
    it: "close gives nothing back: the loop can be used afterwards",
    program: `
      loop.close();
      loop.run_until_complete(nap(1, "alive")).then(() => { loop.close(); log(loop === asyncio.get_event_loop()); });`,
    prints: ["1 alive", "1 True"],
  },
  {
    it: "new_event_loop forgets all tasks, and keeps the exception handler",
    program: `
      const handler = (_, context) => log("handler", repr(context.exception));
      create_task(nap(5, "forgotten"));
      loop.set_exception_handler(handler);
      loop.run_until_complete(nap(1, "first")).then(() => {
        const fresh = asyncio.new_event_loop();
        log(fresh === loop, fresh.get_exception_handler() === handler);
        create_task(fail("x"));
        fresh.run_until_complete(nap(20, "second"));
      });`,
    prints: ["1 first", "1 True True", "1 handler ValueError('x',)", "21 second"],
  },
  {
    it: "the exception handler can be set, got and taken away",
    program: `
      const handler = (given, context) => log(given === loop, context.message, repr(context.exception), context.future.done());
      log(loop.get_exception_handler());
      loop.set_exception_handler(handler);
      log(loop.get_exception_handler() === handler);
      loop.run_until_complete((async () => {
        create_task(fail("a"));
        await sleep_ms(1);
        for (const none of [null, undefined]) {
          loop.set_exception_handler(handler);
          loop.set_exception_handler(none);
          log(loop.get_exception_handler());
          create_task(fail("b"));
          await sleep_ms(1);
        }
      })());`,
    prints: [
      "0 None",
      "0 True",
      "0 True Task exception wasn't retrieved ValueError('a',) True",
      "1 None",
      "Task exception wasn't retrieved: ValueError: b",
      "2 None",
      "Task exception wasn't retrieved: ValueError: b",
    ],
  },
  {
    it: "the exception handlers can be called by hand",
    program: `
      const task = create_task(nap(1000, "x"));
      const context = { message: "by hand", exception: new ValueError("y"), future: task };
      loop.call_exception_handler(context);
      loop.set_exception_handler((given, told) => log(given === loop, told === context));
      loop.call_exception_handler(context);
      loop.default_exception_handler(loop, context);
      // A handler may fall back on the default one.
      loop.set_exception_handler((given, told) => { given.default_exception_handler(given, told); });
      loop.call_exception_handler(context);`,
    prints: ["by hand: ValueError: y", "0 True True", "by hand: ValueError: y", "by hand: ValueError: y"],
  },
  {
    it: "an exception handler that raises stops nothing, and what it raises is shown",
    program: `
      loop.set_exception_handler((_, context) => { throw new OSError(5); });
      loop.run_until_complete((async () => { create_task(fail("a")); await nap(1, "alive"); })());`,
    prints: ["Uncaught OSError: [Errno 5] EIO", "1 alive"],
  },
  {
    it: "there is one loop, whose create_task is asyncio's",
    program: `
      log(asyncio.get_event_loop() === loop, asyncio.new_event_loop() === loop, asyncio.Loop === loop);
      log(loop.create_task === create_task, attempt(() => loop.create_task(1)));
      loop.run_until_complete((async () => { log(await loop.create_task(nap(2, "made"))); })());`,
    prints: ["0 True True True", "0 True TypeError('coroutine expected',)", "2 made", "2 made"],
  },
];

describe("the loop:", () => {
  let script: Script;

  before(async () => {
    // One image for all, which takes a second to build.
    const bodies = cases.map(({ program }) => `bodies.push(() => {${program}\n});\n`);
    script = new Script(await image(HEAD + bodies.join("") + "bodies[which]();"));
  });

  cases.forEach(({ it: title, prints }, which) => {
    it(title, () => {
      const lines: string[] = [];
      const context = createContext({ which, print: (line: string) => lines.push(line) });
      script.runInContext(context, { timeout: 20000 });
      expect(lines).to.deep.equal(prints);
    });
  });
});
