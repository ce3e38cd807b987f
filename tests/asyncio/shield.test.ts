import { behaves } from "./batch.ts";

const names = `const { shield } = asyncio;
/** How many objects an object leads to. */
function reachable(object, seen) {
  if (object && typeof object === "object" && seen.indexOf(object) < 0) {
    seen.push(object);
    for (const key of Object.keys(object)) reachable(object[key], seen);
  }
  return seen.length;
}
async function show(awaitable) { at(repr(await outcome(awaitable))); }
`;

describe("shield", () => {
  behaves(
    [
      {
        it: "gives or raises what the awaitable does",
        shows: `await show(shield(work("a", 5, 1))); await show(shield(fail(5, new ValueError("x"))));
          const t = create_task(work("t", 5, 2)); await sleep_ms(10); await show(shield(t));`,
        prints: ["0 a begins", "5 a ends", "5 1", "10 ValueError('x',)", "10 t begins", "15 t ends", "20 2"],
      },
      {
        it: "lets the awaitable go on when the caller is cancelled",
        shows: `const t = create_task(work("t", 20, 1)); const s = create_task(shield(t));
          await sleep_ms(5); at(s.cancel()); await show(s); at(t.done()); await show(t);`,
        prints: ["0 t begins", "5 True", "5 CancelledError()", "5 False", "20 t ends", "20 1"],
      },
      {
        it: "lets a coroutine go on when the time is up",
        shows: `await show(wait_for_ms(shield(work("save", 30)), 10)); await sleep_ms(30);`,
        prints: ["0 save begins", "10 TimeoutError()", "30 save ends"],
      },
      {
        it: "starts nothing if it is not awaited",
        shows: `shield(work("a", 5)); await sleep_ms(10); at("nothing");`,
        prints: ["10 nothing"],
      },
      {
        it: "passes on that the awaitable itself was cancelled",
        shows: `const t = create_task(work("t", 20)); const s = create_task(shield(t));
          await sleep_ms(5); t.cancel(); await show(s);`,
        prints: ["0 t begins", "5 t gets CancelledError()", "5 CancelledError()"],
      },
      {
        it: "has an exception reported that comes after the caller was cancelled",
        shows: `const s = create_task(shield(fail(20, new ValueError("late"))));
          await sleep_ms(5); s.cancel(); await sleep_ms(50);`,
        prints: ["Task exception wasn't retrieved: ValueError: late"],
      },
      {
        it: "has an exception reported that comes in the very turn in which the caller is cancelled",
        shows: `const s = create_task(shield(fail(20, new ValueError("late"))));
          await sleep_ms(0); await sleep_ms(0); await sleep_ms(20); s.cancel(); await show(s); await sleep_ms(10);
          const t = create_task(shield(fail(20, new ValueError("later"))));
          await sleep_ms(0); await sleep_ms(0); await sleep_ms(20); await sleep_ms(0); t.cancel(); await show(t);`,
        prints: [
          "Task exception wasn't retrieved: ValueError: late",
          "20 CancelledError()",
          "Task exception wasn't retrieved: ValueError: later",
          "50 CancelledError()",
        ],
      },
      {
        it: "can be awaited by several, beside others that await the task itself",
        shows: `const t = create_task(work("t", 20, 1));
          const a = create_task(shield(t)), b = create_task(shield(t)), c = create_task(outcome(t));
          await sleep_ms(5); a.cancel(); await show(a); at(await b, await c);`,
        prints: ["0 t begins", "5 CancelledError()", "20 t ends", "20 1 1"],
      },
      {
        it: "leaves nothing at the task when it was given up a thousand times",
        shows: `const event = new asyncio.Event(); const t = create_task((async () => await event.wait())());
          await sleep_ms(1);
          const before = reachable(t, []);
          for (let i = 0; i < 1000; i++) { const s = create_task(shield(t)); await sleep_ms(1); s.cancel(); await sleep_ms(1); }
          at(reachable(t, []) === before); event.set(); at(await t);`,
        prints: ["2001 True", "2001 True"],
      },
      {
        it: "raises RuntimeError for the current task, and TypeError for what is no awaitable",
        shows: `await show(shield(asyncio.current_task())); await show(shield(5)); await show(shield(work("a", 1)));`,
        prints: [
          `0 RuntimeError("can't await self",)`,
          "0 TypeError('coroutine expected',)",
          "0 a begins",
          "1 a ends",
          "1 None",
        ],
      },
    ],
    names,
  );
});
