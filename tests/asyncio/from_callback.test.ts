import { behaves } from "./batch.ts";

const names = `const { from_callback } = asyncio;
async function show(awaitable) { at(repr(await outcome(awaitable))); }
/** A callback after some ms, as an engine would make it, and what was done with it. */
function later(ms, what) {
  return create_task((async () => { await sleep_ms(ms); what(); })());
}
let log_of_cancel = [];
function cancel(handle) { at("cancel", handle); }`;

describe("from_callback", () => {
  behaves(
    [
      {
        it: "gives what the callback is called with later",
        shows: `await show(from_callback((resolve) => { later(10, () => resolve("value")); return "handle"; }, cancel));
          await show(from_callback((resolve, reject) => { later(10, () => reject(new OSError(5))); }, cancel));`,
        prints: ["10 'value'", "20 OSError(5,)"],
      },
      {
        it: "gives what the callback is called with at once, without a turn of the loop",
        shows: `create_task((async () => at("other task"))());
          await show(from_callback((resolve) => { resolve("value"); return "handle"; }, cancel));
          await show(from_callback((resolve, reject) => reject(new OSError(5)), cancel));
          await sleep_ms(0);`,
        prints: ["0 'value'", "0 OSError(5,)", "0 other task"],
      },
      {
        it: "takes undefined for a value, and for an error",
        shows: `await show(from_callback((resolve) => resolve()));
          try { await from_callback((resolve, reject) => { later(1, reject); }); } catch (e) { at("raised", e); }`,
        prints: ["0 None", "1 raised None"],
      },
      {
        it: "calls start when it is awaited",
        shows: `const c = from_callback((resolve) => { at("start"); resolve(1); }); await sleep_ms(5); await show(c);
          from_callback(() => at("not reached"));`,
        prints: ["5 start", "5 1"],
      },
      {
        it: "takes the first call of both, at once or later, and no other",
        shows: `await show(from_callback((resolve, reject) => { resolve(1); resolve(2); reject(new OSError(5)); }));
          await show(from_callback((resolve, reject) => { later(5, () => { reject(new OSError(5)); resolve(1); reject(new OSError(6)); }); }));
          await show(from_callback((resolve) => { later(5, () => resolve(1)); later(6, () => resolve(2)); }));
          await sleep_ms(10); at("alive");`,
        prints: ["0 1", "5 OSError(5,)", "10 1", "20 alive"],
      },
      {
        it: "calls cancel once with what start returned if the wait is given up, and ignores what comes then",
        shows: `const t = create_task(from_callback((resolve) => { later(10, () => { resolve("late"); at("called"); }); return "handle"; }, cancel));
          await sleep_ms(5); t.cancel(); t.cancel(); await sleep_ms(1); at(repr(t.exception)); await sleep_ms(10);
          at(t.cancel());`,
        prints: ["5 cancel handle", "6 CancelledError()", "10 called", "16 False"],
      },
      {
        it: "can be timed out",
        shows: `await show(wait_for_ms(from_callback(() => 7, cancel), 10));
          try { using limit = asyncio.timeout_ms(10); await from_callback(() => 8, cancel); } catch (e) { at(repr(e)); }`,
        prints: ["10 cancel 7", "10 TimeoutError()", "20 cancel 8", "20 TimeoutError()"],
      },
      {
        it: "calls cancel also if a value has just come that reaches nobody",
        shows: `let resolve;
          const t = create_task(from_callback((r) => { resolve = r; return "handle"; }, cancel));
          await sleep_ms(5); resolve("value"); t.cancel(); await sleep_ms(1); at(repr(t.exception));`,
        prints: ["5 cancel handle", "6 CancelledError()"],
      },
      {
        it: "can do without cancel",
        shows: `const t = create_task(from_callback(() => {})); await sleep_ms(5); t.cancel(); await sleep_ms(1); at(repr(t.exception));`,
        prints: ["6 CancelledError()"],
      },
      {
        it: "raises what start throws, also after it has called back, and calls no cancel",
        shows: `await show(from_callback(() => { throw new ValueError("start"); }, cancel));
          await show(from_callback((resolve) => { resolve(1); throw new ValueError("start"); }, cancel));
          await show(from_callback((resolve) => { later(5, () => resolve(1)); throw new ValueError("start"); }, cancel));
          await sleep_ms(10); at("alive");`,
        prints: ["0 ValueError('start',)", "0 ValueError('start',)", "0 ValueError('start',)", "10 alive"],
      },
      {
        it: "raises what cancel throws",
        shows: `const t = create_task(from_callback(() => {}, () => { throw new ValueError("cancel"); }));
          await sleep_ms(5); t.cancel(); await sleep_ms(1); at(repr(t.exception));`,
        prints: ["Task exception wasn't retrieved: ValueError: cancel", "6 ValueError('cancel',)"],
      },
      {
        it: "ignores a callback that cancel itself makes",
        shows: `const t = create_task(from_callback((resolve, reject) => reject, (reject) => reject(new OSError(5))));
          await sleep_ms(5); t.cancel(); await sleep_ms(1); at(repr(t.exception));`,
        prints: ["6 CancelledError()"],
      },
      {
        it: "ignores a callback that comes before its await, and one after its end",
        shows: `let first, second;
          await show(from_callback((resolve) => { first = resolve; resolve(1); }));
          const wait = create_task(outcome(from_callback((resolve) => { second = resolve; })));
          await sleep_ms(1); first(2); await sleep_ms(1); second(3); at(await wait); second(4); await sleep_ms(1); at("alive");`,
        prints: ["0 1", "2 3", "3 alive"],
      },
      {
        it: "waits for several callbacks at a time, each for its own",
        shows: `const one = (ms) => from_callback((resolve) => { later(ms, () => resolve(ms)); });
          at(await gather(one(20), one(10), one(30)));`,
        prints: ["30 [20, 10, 30]"],
      },
    ],
    names,
  );
});
