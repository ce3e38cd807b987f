import { behaves } from "./batch.ts";

const names = `const { wait, FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED } = asyncio;
function tasks(...ms) { return ms.map((n) => create_task(work("t" + n, n, n))); }
/** What wait gives, by the indices of the tasks. */
async function show(list, options) {
  try { const [done, pending] = await wait(list, options); at(done.map((t) => list.indexOf(t)), pending.map((t) => list.indexOf(t))); }
  catch (e) { at(repr(e)); }
}`;

describe("wait", () => {
  behaves(
    [
      {
        it: "waits until all tasks have ended",
        shows: `await show(tasks(20, 10));`,
        prints: ["0 t20 begins", "0 t10 begins", "10 t10 ends", "20 t20 ends", "20 [0, 1] []"],
      },
      {
        it: "waits for the first task only, and lets the others go on",
        shows: `const list = tasks(20, 10, 15); await show(list, { return_when: FIRST_COMPLETED }); at(await list[0]);`,
        prints: [
          "0 t20 begins",
          "0 t10 begins",
          "0 t15 begins",
          "10 t10 ends",
          "10 [1] [0, 2]",
          "15 t15 ends",
          "20 t20 ends",
          "20 20",
        ],
      },
      {
        it: "waits for the first failure, which a cancelled task is not",
        shows: `const list = [create_task(sleep_ms(50)), create_task(fail(20, new OSError(5))), create_task(sleep_ms(60))];
          await sleep_ms(5); list[0].cancel();
          await show(list, { return_when: FIRST_EXCEPTION });
          await show([list[2]], { return_when: FIRST_EXCEPTION });`,
        prints: ["20 [0, 1] [2]", "60 [0] []"],
      },
      {
        it: "gives up when the time is up, and cancels nothing",
        shows: `const list = tasks(20, 10); await show(list, { timeout: 0.015 }); await show(list, { timeout: null });`,
        prints: ["0 t20 begins", "0 t10 begins", "10 t10 ends", "15 [1] [0]", "20 t20 ends", "20 [0, 1] []"],
      },
      {
        it: "leaves no alarm behind when the tasks are faster than the time",
        shows: `const list = tasks(10); await show(list, { timeout: 0.5, return_when: ALL_COMPLETED });
          await sleep_ms(600); at("alive");`,
        prints: ["0 t10 begins", "10 t10 ends", "10 [0] []", "610 alive"],
      },
      {
        it: "does not wait for tasks that have ended",
        shows: `const a = create_task(sleep_ms(5)), b = create_task(fail(5, new OSError(5)));
          await sleep_ms(10); at("later");
          await show([a, b]); const c = create_task(sleep_ms(10)); await sleep_ms(0);
          await show([a, c], { return_when: FIRST_COMPLETED }); await show([b, c], { return_when: FIRST_EXCEPTION });
          await show([a, c], { return_when: FIRST_EXCEPTION });
          await show([c, a], { timeout: 0 });`,
        prints: [
          "Task exception wasn't retrieved: OSError: [Errno 5] EIO",
          "10 later",
          "10 [0, 1] []",
          "10 [0] [1]",
          "10 [0] [1]",
          "20 [0, 1] []",
          "20 [0, 1] []",
        ],
      },
      {
        it: "raises nothing that the tasks raise, and counts it as retrieved",
        shows: `const list = [create_task(fail(5, new OSError(5))), create_task(fail(10, new ValueError("x")))];
          await show(list); at(repr(list.map((t) => t.exception)));`,
        prints: ["10 [0, 1] []", "10 [OSError(5,), ValueError('x',)]"],
      },
      {
        it: "counts an exception as retrieved that has just come",
        shows: `const t = create_task(fail(5, new OSError(5))); await sleep_ms(0); await sleep_ms(5); await show([t]);`,
        prints: ["5 [0] []"],
      },
      {
        it: "has an exception reported of a task whose wait was cancelled",
        shows: `const w = create_task(show([create_task(fail(20, new OSError(5))), create_task(sleep_ms(50))]));
          await sleep_ms(0); await sleep_ms(20); w.cancel(); await w; await sleep_ms(1); at("alive");`,
        prints: [
          "20 CancelledError()",
          "Task exception wasn't retrieved: OSError: [Errno 5] EIO",
          "21 alive",
        ],
      },
      {
        it: "cancels no task when it is cancelled",
        shows: `const list = tasks(20, 10); const w = create_task(show(list));
          await sleep_ms(5); w.cancel(); await w; at(await list[0]);`,
        prints: ["0 t20 begins", "0 t10 begins", "5 CancelledError()", "10 t10 ends", "20 t20 ends", "20 20"],
      },
      {
        it: "can wait for tasks that others wait for, too",
        shows: `const list = tasks(10); const g = create_task(outcome(gather(list[0])));
          await sleep_ms(1); await show(list); at(await g); const more = tasks(10);
          const w = create_task(show(more)); await show(more); await w;`,
        prints: [
          "0 t10 begins",
          "10 t10 ends",
          "10 [0] []",
          "10 [10]",
          "10 t10 begins",
          "20 t10 ends",
          "20 [0] []",
          "20 [0] []",
        ],
      },
      {
        it: "raises typed errors for what it cannot wait for",
        shows: `await show([]); await show([work("a", 1)]); await show([asyncio.current_task()]);
          await show(tasks(1), { return_when: "SOON" }); await show(tasks(2), { timeout: 1e9 });`,
        prints: [
          "0 ValueError('no tasks to wait for',)",
          "0 TypeError('wait takes tasks only',)",
          `0 RuntimeError("can't await self",)`,
          "0 ValueError('invalid return_when: SOON',)",
          "0 OverflowError('ticks interval overflow',)",
          "0 t1 begins",
          "0 t2 begins",
          "1 t1 ends",
          "2 t2 ends",
        ],
      },
    ],
    names,
  );
});
