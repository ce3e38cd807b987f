import { behaves } from "./batch.ts";

const names = `
async function party(b, name) { at(name, "comes"); try { at(name, "goes on as", await b.wait()); } catch (e) { at(name, repr(e)); throw e; } }
const broken = "BrokenBarrierError('the barrier was aborted or reset',)";
`;
const broken = "BrokenBarrierError('the barrier was aborted or reset',)";

describe("Barrier", () => {
  behaves(
    [
      {
        it: "lets its parties go on together, the last one at once, each with a number of its own",
        shows: `const b = new asyncio.Barrier(3);
          for (const name of ["a", "b"]) { create_task(party(b, name)); await sleep_ms(5); }
          at(b.parties, b.n_waiting, b.broken);
          await party(b, "c"); at(b.n_waiting);`,
        prints: [
          "0 a comes",
          "5 b comes",
          "10 3 2 False",
          "10 c comes",
          "10 c goes on as 2",
          "10 0",
          "10 a goes on as 0",
          "10 b goes on as 1",
        ],
      },
      {
        it: "can be used again and again, also by a task that comes back before the others have gone on",
        shows: `const b = new asyncio.Barrier(2);
          async function laps(name, ms) { for (let lap = 0; lap < 3; lap++) { await sleep_ms(ms); await b.wait(); at(name, lap); } }
          await gather(laps("quick", 1), laps("slow", 10));`,
        prints: ["10 slow 0", "10 quick 0", "20 slow 1", "20 quick 1", "30 slow 2", "30 quick 2"],
      },
      {
        it: "makes nobody wait if it has one party",
        shows: `const b = new asyncio.Barrier(1); at(await b.wait(), await b.wait());`,
        prints: ["0 0 0"],
      },
      {
        it: "raises ValueError for less than one party",
        shows: `for (const n of [0, -1, NaN, undefined]) at(attempt(() => new asyncio.Barrier(n)));`,
        prints: Array<string>(4).fill("0 ValueError('parties must be >= 1',)"),
      },
      {
        it: "does not count a task that was cancelled while it waited, and numbers the others without a gap",
        shows: `const b = new asyncio.Barrier(3);
          const [x] = ["x", "y"].map((name) => create_task(party(b, name)));
          await sleep_ms(5); x.cancel(); await sleep_ms(5); at(b.n_waiting);
          create_task(party(b, "z")); await sleep_ms(5); await party(b, "last");`,
        prints: [
          "0 x comes",
          "0 y comes",
          "5 x CancelledError()",
          "10 1",
          "10 z comes",
          "15 last comes",
          "15 last goes on as 2",
          "15 y goes on as 0",
          "15 z goes on as 1",
        ],
      },
      {
        it: "keeps its count when a task is cancelled that was about to go on",
        shows: `const b = new asyncio.Barrier(2);
          const x = create_task(party(b, "x"));
          await sleep_ms(5); await b.wait(); x.cancel(); await sleep_ms(1); at(b.n_waiting);
          create_task(party(b, "y")); await sleep_ms(1); await b.wait();`,
        prints: ["0 x comes", "5 x CancelledError()", "6 0", "6 y comes", "7 y goes on as 0"],
      },
      {
        it: "raises BrokenBarrierError, when it is aborted, in those who wait and those who come until it is reset",
        shows: `const b = new asyncio.Barrier(3);
          const x = create_task(outcome(party(b, "x"))), y = create_task(outcome(party(b, "y")));
          await sleep_ms(5); b.abort(); at(b.broken, b.n_waiting); await gather(x, y);
          at(repr(await outcome(b.wait())));
          try { await b.wait(); } catch (e) { at(e instanceof asyncio.BrokenBarrierError, e instanceof RuntimeError); }
          b.reset(); at(b.broken);
          create_task(party(b, "p")); create_task(party(b, "q")); await sleep_ms(1); at(await b.wait());`,
        prints: [
          "0 x comes",
          "0 y comes",
          "5 True 0",
          `5 x ${broken}`,
          `5 y ${broken}`,
          `5 ${broken}`,
          "5 True True",
          "5 False",
          "5 p comes",
          "5 q comes",
          "6 2",
          "6 p goes on as 0",
          "6 q goes on as 1",
        ],
      },
      {
        it: "raises BrokenBarrierError, when it is reset, in those who wait, and is whole",
        shows: `const b = new asyncio.Barrier(2);
          const x = create_task(outcome(party(b, "x")));
          await sleep_ms(5); b.reset(); at(b.broken); const y = create_task(party(b, "y")); await x; at(b.n_waiting);
          at(await b.wait()); await y;`,
        prints: ["0 x comes", "5 False", `5 x ${broken}`, "5 y comes", "5 1", "5 1", "5 y goes on as 0"],
      },
    ],
    names,
  );
});
