import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../src/host/compiler/index.ts";

/** What MicroPython's asyncio does not have: how a program uses it, and which of its files the image then holds. */
const additions: Record<string, { use: string; files: string[] }> = {
  TaskGroup: {
    use: "await asyncio.TaskGroup.run((tg) => { tg.create_task(asyncio.sleep_ms(1)); });",
    files: ["task_group"],
  },
  Semaphore: { use: "using held = await new asyncio.Semaphore(1).hold();", files: ["semaphore"] },
  Queue: { use: "await new asyncio.Queue().get();", files: ["queue", "semaphore"] },
  Barrier: { use: "await new asyncio.Barrier(2).wait();", files: ["barrier"] },
  timeout_ms: { use: "using limit = asyncio.timeout_ms(1);", files: ["timeout"] },
  shield: { use: "await asyncio.shield(asyncio.sleep_ms(1));", files: ["shield", "wait"] },
  wait: { use: "await asyncio.wait([asyncio.create_task(asyncio.sleep_ms(1))]);", files: ["wait"] },
  as_completed: {
    use: "await asyncio.as_completed([asyncio.sleep_ms(1)])[0];",
    files: ["as_completed", "semaphore", "wait"],
  },
  from_callback: { use: "await asyncio.from_callback((resolve) => resolve(1));", files: ["from_callback"] },
};

const owned = [...new Set(Object.values(additions).flatMap(({ files }) => files))];

/** Names of exceptions that only the additions raise. */
const exceptions = /ExceptionGroup|QueueEmpty|QueueFull|BrokenBarrierError/g;

async function contents(entry: string): Promise<{ files: string[]; exceptions: string[] }> {
  const { code, report } = await build({ entry, typecheck: false, minify: false });
  const files = report.modules.map(({ name }) => /src\/asyncio\/(\w+)\.ts$/.exec(name)?.[1] ?? "");
  return {
    files: files.filter((file) => owned.includes(file)).sort(),
    exceptions: [...new Set(code.match(exceptions) ?? [])].sort(),
  };
}

describe("what a program does not use", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "uasyncio-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("is not in the image of gather's first listing", async () => {
    const found = await contents(join(import.meta.dirname, "gather_listing.ts"));
    expect(found).deep.equal({ files: [], exceptions: [] });
  });

  const raised: Record<string, string[]> = {
    TaskGroup: ["ExceptionGroup"],
    Queue: ["QueueEmpty", "QueueFull"],
    Barrier: ["BrokenBarrierError"],
  };

  for (const [name, { use, files }] of Object.entries(additions))
    it(`is not in the image of a program that uses ${name}`, async () => {
      const entry = join(folder, `${name}.ts`);
      writeFileSync(
        entry,
        `import * as asyncio from "asyncio";\nasync function main() { ${use} }\nasyncio.run(main());\n`,
      );
      expect(await contents(entry)).deep.equal({ files: [...files].sort(), exceptions: raised[name] ?? [] });
    });
});
