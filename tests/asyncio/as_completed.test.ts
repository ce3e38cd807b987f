import { behaves } from "./batch.ts";

const names = `const { as_completed } = asyncio;
async function show(awaitable) { at(repr(await outcome(awaitable))); }`;

describe("as_completed", () => {
  behaves(
    [
      {
        it: "gives the results in the order in which they come",
        shows: `for (const next of as_completed([work("a", 30, "a"), work("b", 10, "b"), work("c", 20, "c")])) at(await next);`,
        prints: [
          "0 a begins",
          "0 b begins",
          "0 c begins",
          "10 b ends",
          "10 b",
          "20 c ends",
          "20 c",
          "30 a ends",
          "30 a",
        ],
      },
      {
        it: "gives what ends in one turn in the order of the arguments",
        shows: `for (const next of as_completed(["a", "b", "c"].map(async (name) => { await sleep_ms(5); return name; }))) at(await next);`,
        prints: ["5 a", "5 b", "5 c"],
      },
      {
        it: "raises an exception in its turn and goes on with the others",
        shows: `for (const next of as_completed([sleep_ms(30), fail(10, new OSError(5)), sleep_ms(20)])) await show(next);`,
        prints: ["10 OSError(5,)", "20 None", "30 None"],
      },
      {
        it: "takes tasks, also such as have ended, and nothing at all",
        shows: `const a = create_task(work("a", 5, 1)); await sleep_ms(10);
          for (const next of as_completed([work("b", 5, 2), a])) at(await next);
          at(as_completed([]).length);`,
        prints: ["0 a begins", "5 a ends", "10 1", "10 b begins", "15 b ends", "15 2", "15 0"],
      },
      {
        it: "keeps what comes while nobody waits",
        shows: `const list = as_completed([work("a", 5, 1), work("b", 10, 2)]);
          await sleep_ms(20); at(await list[0], await list[1]);`,
        prints: ["0 a begins", "0 b begins", "5 a ends", "10 b ends", "20 1 2"],
      },
      {
        it: "loses nothing when one of its coroutines is cancelled, and cancels nothing",
        shows: `const [x, y] = as_completed([work("a", 10, 1), work("b", 20, 2)]);
          const t = create_task(x), u = create_task(y);
          await sleep_ms(5); t.cancel(); await show(t); at(await u);`,
        prints: ["0 a begins", "0 b begins", "5 CancelledError()", "10 a ends", "10 1", "20 b ends"],
      },
      {
        it: "passes on a result that has come for a coroutine that is cancelled",
        shows: `const [x, y] = as_completed([work("a", 10, 1), work("b", 10, 2)]);
          const t = create_task(outcome(x)), u = create_task(outcome(y));
          await sleep_ms(0); await sleep_ms(10); t.cancel(); at(repr(await t)); at(await u);`,
        prints: ["0 a begins", "0 b begins", "10 a ends", "10 b ends", "10 CancelledError()", "10 1"],
      },
      {
        it: "starts nothing if one of what it is given is no awaitable",
        shows: `at(attempt(() => as_completed([work("a", 1), 5]))); await sleep_ms(5);
          at(attempt(() => as_completed([asyncio.current_task()])));`,
        prints: ["0 TypeError('coroutine expected',)", `5 RuntimeError("can't await self",)`],
      },
      {
        it: "can be ended by a time-out scope, and its tasks go on",
        shows: `try { using limit = asyncio.timeout_ms(15); for (const next of as_completed([work("a", 10, 1), work("b", 20, 2)])) at(await next); }
          catch (e) { at(repr(e)); } await sleep_ms(10);`,
        prints: ["0 a begins", "0 b begins", "10 a ends", "10 1", "15 TimeoutError()", "20 b ends"],
      },
    ],
    names,
  );
});
