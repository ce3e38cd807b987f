import { expect } from "chai";
import { SimBoard, timeline, type RunOptions } from "../../src/host/sim/index.ts";
import { imageOf } from "./support.ts";

/** Coroutines by hand, in the compiler's form. */
const PRELUDE = `import * as asyncio from "asyncio";
import { print } from "builtins";
type F = any;
function nap$0(f: F) { f._$s = nap$1; return asyncio.sleep_ms(f._$$ms); }
function nap$1(f: F) { if (f._$$bad) throw new Error("bad"); return f._$$ms; }
function nap(ms: number, bad?: boolean): F { return { _$s: nap$0, _$$ms: ms, _$$bad: bad }; }
`;

async function run(program: string, options: RunOptions & { minify?: boolean } = {}) {
  const { code, map } = await imageOf(PRELUDE + program, options.minify);
  const board = new SimBoard();
  board.load(code, map);
  return { board, result: board.run(options) };
}

const WAITS = `const ready = new asyncio.Event();
const door = new asyncio.Lock();
const flag = new asyncio.ThreadSafeFlag();
function event$0(f: F) { f._$s = event$1; return ready.wait(); }
function event$1() {}
function event(): F { return { _$s: event$0 }; }
function lock$0(f: F) { f._$s = lock$1; return door.acquire(); }
function lock$1(f: F) { f._$s = lock$2; return door.acquire(); }
function lock$2() {}
function lock(): F { return { _$s: lock$0 }; }
function flagged$0(f: F) { f._$s = flagged$1; return flag.wait(); }
function flagged$1() {}
function flagged(): F { return { _$s: flagged$0 }; }
function main$0(f: F) { f._$s = main$1; return asyncio.gather(event(), lock(), flagged(), nap(5)); }
function main$1() {}
asyncio.run({ _$s: main$0 } as never);
`;

/** Where a piece of the program stands. */
function placeOf(text: string): string {
  const source = PRELUDE + WAITS;
  return `app.ts:${source.slice(0, source.indexOf(text)).split("\n").length}`;
}

describe("a program that waits for ever", () => {
  for (const minify of [true, false]) {
    it(`is reported with its waiting tasks, ${minify ? "minified" : "readable"}`, async () => {
      const { result } = await run(WAITS, { minify });
      expect(result.reason).to.equal("stalled");
      const list = result.waiting.map(({ name, waitsFor, at }) => [name, waitsFor, at]);
      expect(list).to.deep.equal([
        ["main", "the tasks of a gather", placeOf("return asyncio.gather(event")],
        ["event", 'Event "ready"', placeOf("ready.wait()")],
        ["lock", 'Lock "door"', placeOf("f._$s = lock$2; return")],
        ["flagged", 'ThreadSafeFlag "flag"', placeOf("flag.wait()")],
      ]);
      expect(result.message.split("\n")[0]).to.equal(
        "the program waits for ever: nothing is left that could wake",
      );
      expect(result.message).to.match(/ {2}event: waits for Event "ready" \(app\.ts:\d+\)\n/);
    });
  }

  it("is reported when one task waits for another", async () => {
    const { result } = await run(`const ready = new asyncio.Event();
function inner$0(f: F) { f._$s = inner$1; return ready.wait(); }
function inner$1() {}
function main$0(f: F) { f._$s = main$1; return asyncio.create_task({ _$s: inner$0 } as never); }
function main$1() {}
asyncio.run({ _$s: main$0 } as never);
`);
    expect(result.waiting.map(({ name, waitsFor }) => [name, waitsFor])).to.deep.equal([
      ["main", "task inner"],
      ["inner", 'Event "ready"'],
    ]);
  });

  it("is no stall while a pin could wake it", async () => {
    const { result } = await run(WAITS + "(globalThis as F).setWatch(() => {}, (globalThis as F).D4, true);");
    expect(result.reason).to.equal("idle");
    expect(result.message).to.match(/^nothing happens any more until D4 changes; waiting are\n/);
    expect(result.waiting).to.have.length(4);
  });

  it("is no stall when the main task has ended and left others", async () => {
    const { result } = await run(`const ready = new asyncio.Event();
function left$0(f: F) { f._$s = left$1; return ready.wait(); }
function left$1() {}
function main$0(f: F) { asyncio.create_task({ _$s: left$0 } as never); f._$s = main$1; return asyncio.sleep_ms(1); }
function main$1() {}
asyncio.run({ _$s: main$0 } as never);
`);
    expect(result).to.deep.include({ reason: "idle", waiting: [], message: "" });
  });
});

describe("the trace of a program", () => {
  const GATHER = `function main$0(f: F) { f._$s = main$1; return asyncio.gather(nap(100), nap(200), nap(50, true), { return_exceptions: true } as never); }
function main$1(_f: F, v: F) { print(v); }
asyncio.run({ _$s: main$0 } as never);
`;

  it("names tasks after their functions and tells when they ran and how they ended", async () => {
    const { board, result } = await run(GATHER);
    expect(result.reason).to.equal("idle");
    const ends = board.trace.tasks.map(({ name, spans }) => [name, spans.length, spans.at(-1)?.how]);
    expect(ends).to.deep.equal([
      ["main", 2, "done"],
      ["nap", 2, "done"],
      ["nap#2", 2, "done"],
      ["nap#3", 2, "failed"],
    ]);
    const starts = board.trace.tasks.map(({ spans }) => Math.round((spans.at(-1)?.from ?? -1) / 1000));
    expect(starts).to.deep.equal([200, 100, 200, 50]);
    expect(timeline(board.trace).split("\n")).to.have.length(6);
  });

  it("costs the program nothing: its output and times are the same without", async () => {
    const { code, map } = await imageOf(PRELUDE + GATHER);
    const transcripts = [map, undefined].map((given) => {
      const board = new SimBoard();
      board.load(code, given);
      board.run();
      return { console: board.console, now: board.clock.now };
    });
    expect(transcripts[0]).to.deep.equal(transcripts[1]);
    expect(transcripts[0]?.console).to.have.length(1);
  });

  it("sees tasks that are cancelled", async () => {
    const { board } =
      await run(`function main$0(f: F) { f._$$t = asyncio.create_task(nap(1000)); f._$s = main$1; return asyncio.sleep_ms(5); }
function main$1(f: F) { f._$$t.cancel(); f._$s = main$2; return asyncio.sleep_ms(5); }
function main$2() {}
asyncio.run({ _$s: main$0 } as never);
`);
    expect(board.trace.tasks.map(({ name, spans }) => [name, spans.at(-1)?.how])).to.deep.equal([
      ["main", "done"],
      ["nap", "cancelled"],
    ]);
  });

  it("is empty for an image without a kernel", () => {
    const board = new SimBoard();
    board.load("var current = 1; setTimeout(function () { current = 2; }, 1);");
    expect(board.run().reason).to.equal("idle");
    expect(board.trace.tasks).to.deep.equal([]);
  });
});

describe("an instrumented image", () => {
  it("can call back to the desk and let time pass, in which interrupts come", () => {
    const board = new SimBoard();
    const seen: unknown[] = [];
    board.define("step", (...args) => {
      seen.push(...args);
      board.spend(1000);
    });
    board.load(
      'require("timer").add({ type: "EXEC", fn: function () { print("irq"); }, time: 1.5 }); step(1); print("a"); step(2); print("b");',
    );
    expect(board.output).to.equal("a\nirq\nb\n");
    expect(seen).to.deep.equal([1, 2]);
  });
});
