import { expect } from "chai";
import { build } from "../../src/host/compiler/index.ts";
import { SimBoard } from "../../src/host/sim/index.ts";
import { espruino, realLines, withFile } from "../sim/support.ts";
import { run } from "../support/program.ts";

const HEAD = `
  import * as asyncio from "asyncio";
  import { print, repr, OSError, RuntimeError, ValueError } from "builtins";
  const { sleep_ms, create_task, gather, wait_for_ms } = asyncio;
`;

/** Uses the loop afterwards; \`then\` is printed if all of it works. */
const ALIVE = `
  async function fails(error, ms) { await sleep_ms(ms); throw error; }
  async function alive() {
    const t = create_task(sleep_ms(50));
    await sleep_ms(1);
    t.cancel();
    let timedOut = false;
    try { await wait_for_ms(sleep_ms(50), 2); } catch (e) { timedOut = e instanceof asyncio.TimeoutError; }
    print("alive", t.done(), timedOut, (await gather(sleep_ms(1), sleep_ms(2))).length);
  }
`;

interface Case {
  name: string;
  body: string;
  prints: string[];
  /** Has setTimeout and setWatch. */
  callbacks?: boolean;
}

const cases: Case[] = [
  {
    name: "in an exception handler",
    body: `
      const tasks = [];
      let calls = 0;
      asyncio.get_event_loop().set_exception_handler((loop, context) => { calls++; throw new ValueError("in handler", calls); });
      asyncio.run((async () => {
        // Apart, for of several uncaught exceptions in one pass of its idle loop Espruino shows the last.
        for (let i = 0; i < 3; i++) tasks.push(create_task(fails(new OSError(i), 1 + 20 * i)));
        create_task((async () => { await sleep_ms(1); print("neighbour"); })());
        await sleep_ms(70);
        print("handler", calls);
        // What the handler was told of is still at the task.
        for (const t of tasks) try { await t; } catch (e) { print(repr(e)); }
        await alive();
      })());`,
    prints: [
      "neighbour",
      "Uncaught ValueError",
      "Uncaught ValueError",
      "Uncaught ValueError",
      "handler 3",
      "OSError(0,)",
      "OSError(1,)",
      "OSError(2,)",
      "alive True True 2",
    ],
  },
  {
    name: "in the exception handler of an exception that cannot be shown",
    body: `
      asyncio.run((async () => {
        create_task(fails({ toString() { throw new ValueError("no text"); } }, 1));
        await sleep_ms(5);
        await alive();
      })());`,
    prints: ["Uncaught ValueError", "alive True True 2"],
  },
  {
    name: "in finally, while a task is cancelled",
    body: `
      asyncio.get_event_loop().set_exception_handler((loop, context) => print("handler", repr(context.exception)));
      const cleanUp = (name) => create_task((async () => {
        try { await sleep_ms(50); } finally { await sleep_ms(1); throw new RuntimeError(name); }
      })());
      asyncio.run((async () => {
        const awaited = cleanUp("awaited"), alone = cleanUp("alone");
        await sleep_ms(1);
        awaited.cancel(); alone.cancel();
        try { await awaited; } catch (e) { print("awaited", repr(e)); }
        await sleep_ms(5);
        // Nobody sees what the clean-up of a cancelled child raises once its time is up.
        try { await wait_for_ms(cleanUp("limited"), 1); } catch (e) { print("limited", repr(e)); }
        const all = create_task(gather(cleanUp("a"), cleanUp("b")));
        await sleep_ms(1); all.cancel();
        try { await all; } catch (e) { print("gather", repr(e)); }
        await sleep_ms(5);
        await alive();
      })());`,
    prints: [
      "awaited RuntimeError('awaited',)",
      "handler RuntimeError('alone',)",
      "limited TimeoutError()",
      "gather CancelledError()",
      "handler RuntimeError('a',)",
      "handler RuntimeError('b',)",
      "alive True True 2",
    ],
  },
  {
    name: "in the nested finally blocks of a cancelled coroutine",
    body: `
      asyncio.run((async () => {
        const t = create_task((async () => {
          try {
            try { await sleep_ms(50); } finally { print("inner"); throw new ValueError("first"); }
          } finally { print("outer"); await sleep_ms(1); throw new RuntimeError("second"); }
        })());
        await sleep_ms(1);
        t.cancel();
        try { await t; } catch (e) { print(repr(e)); }
        await alive();
      })());`,
    prints: ["inner", "outer", "RuntimeError('second',)", "alive True True 2"],
  },
  {
    name: "in the callback of a task's then",
    body: `
      asyncio.run((async () => {
        const t = create_task(sleep_ms(1));
        t.then(() => { throw new ValueError("in then"); });
        await sleep_ms(5);
        await alive();
      })());`,
    prints: ["Uncaught ValueError", "alive True True 2"],
  },
  {
    name: "in a callback of the user's, from setTimeout, that uses the loop",
    callbacks: true,
    body: `
      const event = new asyncio.Event(), flag = new asyncio.ThreadSafeFlag();
      let made;
      setTimeout(() => { event.set(); throw new ValueError("timeout 1"); }, 5);
      setTimeout(() => { made = create_task((async () => "made in a callback")()); flag.set(); throw new ValueError("timeout 2"); }, 30);
      asyncio.run((async () => {
        await event.wait(); print("event");
        await flag.wait(); print("flag");
        print(await made);
        await sleep_ms(5);
        await alive();
      })());`,
    prints: [
      "Uncaught ValueError",
      "event",
      "Uncaught ValueError",
      "flag",
      "made in a callback",
      "alive True True 2",
    ],
  },
];

/** Uncaught exceptions look different on each engine; that there is one, and which, is what counts. */
function plain(lines: string[]): string[] {
  return lines
    .flatMap((line) => line.split("\n"))
    .filter((line) => !/^\s+at |^\s*\^|^ *(in|from|called)\b|^\s*$/.test(line))
    .map((line) => line.replace(/^(?:.*)?Uncaught.*?(\w+Error).*$/, "Uncaught $1"));
}

type Image = Awaited<ReturnType<typeof build>>;
const images = new Map<string, Promise<Image>>();

/** The ESP32's image of a program, made once. */
function image(body: string): Promise<Image> {
  const made = images.get(body) ?? withFile("program.ts", HEAD + ALIVE + body, build32);
  images.set(body, made);
  return made;
}

function build32(entry: string): Promise<Image> {
  return build({ entry, board: "esp32", typecheck: false });
}

describe("an exception loses nothing, and the loop lives:", () => {
  for (const { name, body, prints, callbacks } of cases) {
    if (!callbacks)
      it(`${name}, on bare`, async () => {
        expect(plain(await run(ALIVE + body))).to.deep.equal(prints);
      });

    it(`${name}, on a simulated ESP32`, async () => {
      const { code, map } = await image(body);
      const board = new SimBoard({ board: "esp32" });
      board.load(code, map);
      board.run({ for: 1_000_000 });
      expect(plain(board.console.map(({ text }) => text))).to.deep.equal(prints);
    });

    (espruino ? it : it.skip)(`${name}, on Espruino`, async () => {
      const { code } = await image(body);
      // When it shows an uncaught exception depends on how fast it is.
      expect(plain(realLines(code)).sort()).to.deep.equal([...prints].sort());
    });
  }

  it("in a callback of setWatch, on a simulated ESP32", async () => {
    const { code, map } = await image(`
      const flag = new asyncio.ThreadSafeFlag();
      setWatch(() => { flag.set(); throw new ValueError("watch"); }, D4, { repeat: true, edge: "both" });
      asyncio.run((async () => {
        for (let i = 0; i < 2; i++) { await flag.wait(); print("edge"); }
        await alive();
      })());`);
    const board = new SimBoard({ board: "esp32" });
    board.load(code, map);
    board.run({ for: 5_000 });
    for (const level of [1, 0] as const) {
      board.pins["D4"].drive(level);
      board.run({ for: 5_000 });
    }
    board.run({ for: 1_000_000 });
    expect(plain(board.console.map(({ text }) => text))).to.deep.equal([
      "Uncaught ValueError",
      "edge",
      "Uncaught ValueError",
      "edge",
      "alive True True 2",
    ]);
  });
});
