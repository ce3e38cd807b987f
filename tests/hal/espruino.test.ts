import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../src/host/compiler/index.ts";
import { SimBoard } from "../../src/host/sim/index.ts";

/** Runs a program's ESP32 image on the simulated board, with or without a hardware timer. */
async function run(program: string, timer = true): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-"));
  try {
    const entry = join(folder, "program.ts");
    const head = `import * as asyncio from "asyncio"; import { print } from "builtins"; import { ticks_ms, ticks_us, ticks_diff } from "time";
import { info, Pin } from "machine";\n`;
    writeFileSync(entry, head + program);
    const { code, map } = await build({ entry, board: "esp32", typecheck: false });
    const board = new SimBoard({ board: "esp32", firmware: { timer } });
    board.load(code, map);
    board.run({ for: 10_000_000 });
    return board.console.map(({ text }) => text);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("the HAL for Espruino", () => {
  it("takes the hardware timer where the firmware has it, and setTimeout where not", async () => {
    const program = `asyncio.run((async () => { await asyncio.sleep_ms(7); print(info().alarm, ticks_ms()); })());`;
    expect(await run(program)).to.deep.equal(["timer 7"]);
    expect(await run(program, false)).to.deep.equal(["setTimeout 7"]);
  });

  it("falls back to setTimeout when the table of the hardware timer takes no more", async () => {
    const program = `
      const timer = require("timer");
      asyncio.run((async () => {
        let refused = 0;
        for (let i = 0; i < 40 && !refused; i++) {
          const id = timer.add({ type: "EXEC", fn: print, time: 5000 });
          if (id < 0) refused++; else timer.remove(id);
        }
        await asyncio.sleep_ms(5);
        print(refused, ticks_ms());
        await asyncio.sleep_ms(5);
        print(ticks_ms());
      })());`;
    expect(await run(program)).to.deep.equal(["1 5", "10"]);
  });

  for (const timer of [true, false])
    it(`keeps its time when somebody sets the clock (${timer ? "timer" : "setTimeout"})`, async () => {
      const program = `
        asyncio.run((async () => {
          const start = ticks_us();
          await asyncio.sleep_ms(5);
          setTime(2e9);
          await asyncio.sleep_ms(5);
          setTime(1e9);
          await asyncio.sleep_ms(5);
          const us = ticks_diff(ticks_us(), start);
          print(us >= 15000 && us < 16000, Math.floor(getTime()));
        })());`;
      expect(await run(program, timer)).to.deep.equal(["True 1000000000"]);
    });
});
