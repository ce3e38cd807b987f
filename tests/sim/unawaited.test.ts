import { expect } from "chai";
import { writeFileSync } from "node:fs";
import { main } from "../../src/host/cli/index.ts";
import { build } from "../../src/host/compiler/index.ts";
import { SimBoard, type RunOptions } from "../../src/host/sim/index.ts";
import { withFile } from "./support.ts";

const HEADER = `import * as asyncio from "asyncio";
import { print, ValueError } from "builtins";
async function read(ms: number): Promise<number> { await asyncio.sleep_ms(ms); return ms; }
`;

/** Runs a program on a board. `at` gives the place of a text in it, as a warning does. */
async function run(program: string, { minify = true, ...options }: RunOptions & { minify?: boolean } = {}) {
  const source = HEADER + program;
  return withFile("app.ts", source, async (file) => {
    const { code, map } = await build({ entry: file, minify, typecheck: false });
    const board = new SimBoard();
    board.load(code, map);
    const result = board.run(options);
    const at = (text: string): string => {
      const before = source.slice(0, source.indexOf(text)).split("\n");
      if (!source.includes(text)) throw new Error(`no "${text}" in the program`);
      return `app.ts:${before.length}:${before.at(-1)!.length + 1}`;
    };
    return { board, result, at, code, map };
  });
}

function namesAndPlaces(board: SimBoard): [string, string][] {
  return board.unawaited.map(({ name, at }) => [name, at]);
}

describe("a coroutine that nobody awaits", () => {
  const FORGOTTEN = `
class Motor {
  async move(steps: number) { await asyncio.sleep_ms(steps); }
}
const table = { go: async () => { await asyncio.sleep_ms(1); } };
const door = new asyncio.Lock();
async function deep() { read(2); await read(1); }
async function main() {
  const motor = new Motor();
  motor.move(3);
  table.go();
  asyncio.sleep(2);
  door.acquire();
  const stored = (async () => { await read(3); })();
  await asyncio.gather(deep(), read(1));
  print("end", typeof stored);
}
asyncio.run(main());
`;
  for (const minify of [true, false])
    it(`is named, with the place where it was made, in ${minify ? "a minified" : "a readable"} image`, async () => {
      const { board, result, at } = await run(FORGOTTEN, { minify });
      expect(board.output).to.equal("end object\n");
      expect(result.reason).to.equal("idle");
      const line = at("(async () => { await read(3)").split(":")[1];
      const [, , , , inPlace, ...rest] = namesAndPlaces(board);
      expect([...namesAndPlaces(board).slice(0, 4), ...rest]).to.deep.equal([
        ["move", at("move(3)")],
        ["go", at("go();")],
        ["sleep", at("sleep(2)")],
        ["acquire", at("acquire()")],
        ["read", at("read(2)")],
      ]);
      expect(inPlace?.[0]).to.equal(`async:${line}`);
      expect(inPlace?.[1]).to.match(new RegExp(`^app\\.ts:${line}:`));
    });

  it("is none that was started in any way, or cancelled before its first turn", async () => {
    const { board } = await run(`
async function* count() { yield 1; yield read(1); }
async function main() {
  const later = read(1);
  asyncio.create_task(read(1)).cancel();
  asyncio.create_task(read(2));
  await asyncio.gather(read(1), asyncio.wait_for(read(5), 1), asyncio.sleep(0.5));
  try { await asyncio.wait_for_ms(read(50), 10); } catch (e) { print(e instanceof asyncio.TimeoutError); }
  for await (const n of count()) print(n);
  const lock = new asyncio.Lock();
  { using held = await lock.hold(); }
  const event = new asyncio.Event();
  asyncio.create_task((async () => { await event.wait(); })());
  await later; event.set();
  await asyncio.create_task(read(3));
  count();
  for (const next of asyncio.as_completed([read(1), read(2)])) { print(await next); break; }
  return await Promise.all([asyncio.create_task(read(2)) as never]);
}
asyncio.run(main());
asyncio.get_event_loop();
`);
    expect(board.output).to.equal("True\n1\n1\n1\n");
    expect(board.unawaited).to.deep.equal([]);
  });

  it("counts once for what it was given: the gather is the mistake, and not its children", async () => {
    const { board, at } = await run(`
async function main() {
  asyncio.gather(read(1), read(2));
  asyncio.wait_for_ms(read(3), 4);
}
asyncio.run(main());
`);
    expect(namesAndPlaces(board)).to.deep.equal([
      ["gather", at("gather(")],
      ["wait_for_ms", at("wait_for_ms(")],
    ]);
  });

  it("is counted where it was forgotten more than once, and dated", async () => {
    const { board, at } = await run(`
async function main() {
  await asyncio.sleep_ms(7);
  for (let i = 0; i < 3; i++) { read(i); await asyncio.sleep_ms(10); }
  step();
}
async function step() {}
asyncio.run(main());
`);
    expect(board.unawaited).to.deep.equal([
      { name: "read", at: at("read(i)"), count: 3, since: 7100 },
      { name: "step", at: at("step();"), count: 1, since: 37100 },
    ]);
  });

  it("is where its function is if the engine called that", async () => {
    const { board, at } = await run(`
setTimeout(async () => { await read(1); }, 5);
`);
    expect(board.unawaited).to.have.length(1);
    expect(board.unawaited[0]).to.include({ name: "async:5", at: at("{ await read(1); }"), since: 5000 });
  });

  it("may be asked for at any time: what starts later is no mistake", async () => {
    const { board } = await run(
      `
async function main() { const later = read(1); await asyncio.sleep(1); await later; }
asyncio.run(main());
`,
      { for: 500_000 },
    );
    expect(board.unawaited.map(({ name }) => name)).to.deep.equal(["read"]);
    board.run();
    expect(board.unawaited).to.deep.equal([]);
  });

  it("does not fill the desk's memory, nor hide others that come before", async () => {
    const { board, at } = await run(`
async function main() {
  read(0);
  for (let i = 0; i < 3000; i++) await read(0);
  for (let i = 0; i < 40000; i++) read(1);
}
asyncio.run(main());
`);
    expect(board.unawaited.map(({ at, count }) => [at, count])).to.deep.equal([
      [at("read(0)"), 1],
      [at("read(1)"), 9999],
    ]);
  });

  it("is looked for without a trace: output, times and stacks are those of the image as it is", async () => {
    const { code, map, at } = await run(`
async function fail() { throw new ValueError("x"); }
async function main() {
  const tasks = []; for (let i = 3; i--; ) tasks.push(asyncio.create_task(read(i)));
  print(await asyncio.gather(...tasks), Object.keys(globalThis).length);
  [read(1), read(2)]; await read(1); [read(1), read(2), fail()]; print(null.x);
}
asyncio.run(main());
`);
    // The same mappings, but the names of the properties withheld, so that no coroutine is recognised.
    const boards = [map, { ...map, x_uasyncio: { props: {} } }].map((given) => {
      const board = new SimBoard();
      board.load(code, given);
      board.run();
      return board;
    });
    expect(boards.map((board) => board.unawaited.length)).to.deep.equal([5, 0]);
    expect(boards[0]?.console).to.deep.equal(boards[1]?.console);
    expect(boards[0]?.output).to.match(/^\[2, 1, 0\] \d+\nUncaught TypeError: /);
    expect(boards[0]?.output).to.contain(`\n    at ${at("x);")}\n`);
  });

  it("is not looked for in what is no image of a program", () => {
    const board = new SimBoard();
    board.load("print(1);", { version: 3, sources: [], names: [], mappings: "" });
    board.load("print(", { version: 3, sources: [], names: [], mappings: "" });
    expect(board.output).to.match(/^1\nUncaught SyntaxError/);
    expect(board.unawaited).to.deep.equal([]);
  });

  it("is told by the command line, and fails nothing", async () => {
    const io = { out: "", err: "" };
    const status = await withFile("app.ts", "", async (file) => {
      const program = `async function main() { read(1); await read(2); print("done"); for (const i of [3, 4]) read(i); }
asyncio.run(main());`;
      writeFileSync(file, HEADER + program);
      return main(["sim", file], {
        out: (text) => (io.out += text),
        err: (text) => (io.err += text),
      });
    });
    expect({ ...io, status }).to.deep.equal({
      out: "done\n",
      err: [
        "sim: app.ts:4:25: coroutine read was never awaited: ",
        "sim: app.ts:4:88: coroutine read was never awaited (2 times): ",
      ]
        .map((start) => `${start}it runs only by await, asyncio.create_task or the like\n`)
        .join(""),
      status: 0,
    });
  });
});
