import { behaves } from "./batch.ts";

const names = `
const { TaskGroup } = asyncio;
/** Prints what comes out of a group, with what is inside. */
async function show(group) {
  try { at("gives", await group); }
  catch (e) { at(repr(e)); }
}
async function stubborn(ms) { try { await sleep_ms(100); } finally { await sleep_ms(ms); at("cleaned up"); } }
`;

const oneError = (error: string): string => `ExceptionGroup('unhandled errors in a TaskGroup', [${error}])`;

describe("TaskGroup", () => {
  behaves(
    [
      {
        it: "waits for all its tasks and gives what the block returned",
        shows: `let a, b;
          await show(TaskGroup.run(async (tg) => {
            a = tg.create_task(work("a", 20, 1)); b = tg.create_task(work("b", 10, 2)); at("block ends"); return "result";
          }));
          at(a.done(), a.result, await b);`,
        prints: [
          "0 block ends",
          "0 a begins",
          "0 b begins",
          "10 b ends",
          "20 a ends",
          "20 gives result",
          "20 True 1 2",
        ],
      },
      {
        it: "takes a block that is no coroutine, and one without tasks",
        shows: `await show(TaskGroup.run((tg) => { tg.create_task(work("a", 5)); return 1; }));
          await show(TaskGroup.run(() => 2));`,
        prints: ["0 a begins", "5 a ends", "5 gives 1", "5 gives 2"],
      },
      {
        it: "cancels the other tasks and the block if one task fails, and raises when all have ended",
        shows: `await show(TaskGroup.run(async (tg) => {
            tg.create_task(work("a", 50)); tg.create_task(fail(10, new OSError(5))); tg.create_task(stubborn(7));
            try { await sleep_ms(100); } catch (e) { at("block gets", repr(e)); throw e; }
          }));`,
        prints: [
          "0 a begins",
          "10 a gets CancelledError()",
          "10 block gets CancelledError()",
          "17 cleaned up",
          `17 ${oneError("OSError(5,)")}`,
        ],
      },
      {
        it: "raises all errors together, also those of the clean-up and of the block",
        shows: `async function bad(name) { try { await sleep_ms(100); } finally { await sleep_ms(1); throw new ValueError(name); } }
          await show(TaskGroup.run(async (tg) => {
            tg.create_task(bad("a")); tg.create_task(fail(5, new RuntimeError("first"))); tg.create_task(bad("b"));
            try { await sleep_ms(50); } finally { throw new TypeError("block"); }
          }));`,
        prints: [
          `6 ${oneError("RuntimeError('first',), ValueError('a',), ValueError('b',), TypeError('block',)")}`,
        ],
      },
      {
        it: "raises an ExceptionGroup, an Exception with the errors themselves as exceptions",
        shows: `const error = new OSError(5);
          try { await TaskGroup.run((tg) => { tg.create_task(fail(1, error)); }); }
          catch (e) {
            at(e instanceof ExceptionGroup, e instanceof Exception, e.exceptions.length, e.exceptions[0] === error, e.args.length);
            at(e); at(String(e));
          }
          at(new ExceptionGroup("m", [1, 2]));`,
        prints: [
          "1 True True 1 True 2",
          "1 unhandled errors in a TaskGroup (1 sub-exception)",
          "1 ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)",
          "1 m (2 sub-exceptions)",
        ],
      },
      {
        it: "cancels its tasks if the block raises, and puts that error among theirs",
        shows: `await show(TaskGroup.run(async (tg) => {
            tg.create_task(work("a", 50)); await sleep_ms(5); throw new ValueError("block");
          }));
          await show(TaskGroup.run(() => { throw new ValueError("at once"); }));`,
        prints: [
          "0 a begins",
          "5 a gets CancelledError()",
          `5 ${oneError("ValueError('block',)")}`,
          `5 ${oneError("ValueError('at once',)")}`,
        ],
      },
      {
        it: "never starts a task that was made just before the block raised",
        shows: `let t;
          await show(TaskGroup.run(async (tg) => { t = tg.create_task(work("a", 50)); throw new ValueError("block"); }));
          at(t.done(), repr(t.exception));`,
        prints: [`0 ${oneError("ValueError('block',)")}`, "0 True CancelledError()"],
      },
      {
        it: "keeps errors that are no exceptions, undefined too",
        shows: `await show(TaskGroup.run(async (tg) => { tg.create_task(fail(1, undefined)); tg.create_task(fail(1, "text")); }));
          await show(TaskGroup.run(async () => { throw undefined; }));`,
        prints: [`1 ${oneError("None")}`, `1 ${oneError("None")}`],
      },
      {
        it: "takes a cancelled task for no failure",
        shows: `await show(TaskGroup.run(async (tg) => {
            const a = tg.create_task(work("a", 50)); tg.create_task(work("b", 10, 2)); await sleep_ms(5); a.cancel(); return 3;
          }));`,
        prints: ["0 a begins", "0 b begins", "5 a gets CancelledError()", "10 b ends", "10 gives 3"],
      },
      {
        it: "cancels everything if the caller is cancelled in the block, and lets CancelledError out at the end",
        shows: `const t = create_task(show(TaskGroup.run(async (tg) => {
            tg.create_task(stubborn(10));
            try { await sleep_ms(100); } catch (e) { at("block gets", repr(e)); throw e; }
          })));
          await sleep_ms(5); t.cancel(); at(t.done()); await t;`,
        prints: ["5 False", "5 block gets CancelledError()", "15 cleaned up", "15 CancelledError()"],
      },
      {
        it: "cancels everything if the caller is cancelled while it waits for the tasks",
        shows: `const t = create_task(show(TaskGroup.run((tg) => { tg.create_task(stubborn(10)); tg.create_task(work("a", 50)); })));
          await sleep_ms(5); t.cancel(); await t;`,
        prints: ["0 a begins", "5 a gets CancelledError()", "15 cleaned up", "15 CancelledError()"],
      },
      {
        it: "leaves no task behind if it is cancelled again and again",
        shows: `const t = create_task(show(TaskGroup.run((tg) => { tg.create_task(stubborn(10)); })));
          for (let i = 0; i < 5; i++) { await sleep_ms(2); t.cancel(); }
          await t;`,
        prints: ["12 cleaned up", "12 CancelledError()"],
      },
      {
        it: "raises the errors of a clean-up instead of the cancellation",
        shows: `const t = create_task(show(TaskGroup.run((tg) => {
            tg.create_task((async () => { try { await sleep_ms(50); } finally { throw new OSError(5); } })());
          })));
          await sleep_ms(5); t.cancel(); await t;`,
        prints: [`5 ${oneError("OSError(5,)")}`],
      },
      {
        it: "ends before its first turn if the caller is cancelled at once, and makes no task",
        shows: `const t = create_task(TaskGroup.run((tg) => { at("block"); }));
          t.cancel(); at(repr(await outcome(t)));`,
        prints: ["0 CancelledError()"],
      },
      {
        it: "lets block and siblings await its tasks",
        shows: `await show(TaskGroup.run(async (tg) => {
            const a = tg.create_task(work("a", 10, 1));
            tg.create_task((async () => { at("sibling has", await a); })());
            at("block has", await a);
          }));`,
        prints: ["0 a begins", "10 a ends", "10 block has 1", "10 sibling has 1", "10 gives None"],
      },
      {
        it: "cancels a block and a sibling that await the task which fails, and counts its error once",
        shows: `await show(TaskGroup.run(async (tg) => {
            const a = tg.create_task(fail(10, new ValueError("a")));
            tg.create_task((async () => { at("sibling gets", repr(await outcome(a))); })());
            at("block gets", repr(await outcome(a)));
          }));`,
        prints: [
          "10 sibling gets CancelledError()",
          "10 block gets CancelledError()",
          `10 ${oneError("ValueError('a',)")}`,
        ],
      },
      {
        it: "gives the error itself to a task outside that awaits the one which fails",
        shows: `let a;
          const group = create_task(show(TaskGroup.run((tg) => { a = tg.create_task(fail(10, new ValueError("a"))); })));
          await sleep_ms(1);
          at(repr(await outcome(a))); await group;`,
        prints: [`10 ${oneError("ValueError('a',)")}`, "10 ValueError('a',)"],
      },
      {
        it: "passes the cancellation of the block on to the task that the block awaits",
        shows: `const outside = create_task(work("outside", 50));
          await show(TaskGroup.run(async (tg) => { tg.create_task(fail(5, new ValueError("a"))); await outside; }));
          at(outside.done());`,
        prints: [
          "0 outside begins",
          "5 outside gets CancelledError()",
          `5 ${oneError("ValueError('a',)")}`,
          "5 True",
        ],
      },
      {
        it: "lets its tasks add tasks, also when the block has ended",
        shows: `await show(TaskGroup.run((tg) => {
            tg.create_task((async () => { await sleep_ms(5); tg.create_task(work("grandchild", 5)); })());
          }));`,
        prints: ["5 grandchild begins", "10 grandchild ends", "10 gives None"],
      },
      {
        it: "takes no task when it ends or has ended, and nothing that is no coroutine",
        shows: `let kept;
          await show(TaskGroup.run((tg) => {
            kept = tg;
            at(attempt(() => tg.create_task(5)));
            tg.create_task((async () => { try { await sleep_ms(50); } finally { at(attempt(() => tg.create_task(work("late", 1)))); } })());
            tg.create_task(fail(5, new ValueError("a")));
          }));
          at(attempt(() => kept.create_task(work("later", 1))));
          await show(TaskGroup.run((tg) => { tg.create_task(work("b", 1)); }));`,
        prints: [
          "0 TypeError('coroutine expected',)",
          "5 RuntimeError('TaskGroup is ending',)",
          `5 ${oneError("ValueError('a',)")}`,
          "5 RuntimeError('TaskGroup has ended',)",
          "5 b begins",
          "6 b ends",
          "6 gives None",
        ],
      },
      {
        it: "lets a block swallow its cancellation and fail all the same",
        shows: `await show(TaskGroup.run(async (tg) => {
            tg.create_task(fail(5, new ValueError("a")));
            await outcome(sleep_ms(50)); await sleep_ms(10); at("block ends"); return 1;
          }));`,
        prints: ["15 block ends", `15 ${oneError("ValueError('a',)")}`],
      },
      {
        it: "can stand in another group, whose error it becomes",
        shows: `await show(TaskGroup.run((outer) => {
            outer.create_task(work("outer", 50));
            outer.create_task(TaskGroup.run((inner) => {
              inner.create_task(work("inner", 50)); inner.create_task(fail(5, new ValueError("a")));
            }));
          }));`,
        prints: [
          "0 outer begins",
          "0 inner begins",
          "5 inner gets CancelledError()",
          "5 outer gets CancelledError()",
          `5 ${oneError(oneError("ValueError('a',)"))}`,
        ],
      },
      {
        it: "ends with all its tasks when a time-out scope around it does",
        shows: `async function limited() {
            using limit = asyncio.timeout_ms(10);
            await TaskGroup.run((tg) => { tg.create_task(work("a", 50)); tg.create_task(stubborn(5)); });
          }
          await show(limited());`,
        prints: ["0 a begins", "10 a gets CancelledError()", "15 cleaned up", "15 TimeoutError()"],
      },
    ],
    names + `import { ExceptionGroup } from "builtins";`,
  );
});
