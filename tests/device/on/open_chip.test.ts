import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadTarget } from "../../../src/host/compiler/boards.ts";
import { openChip } from "../../../src/host/on_device/open_chip.ts";
import { fileBatch, findTests } from "../../../src/host/on_device/test_file.ts";
import { loadParts } from "../../../src/host/sim/index.ts";
import { listening } from "../support/listening.ts";
import { run } from "./support.ts";

const C3 = { board: "esp32c3", storage: { ".bootcde": 'print("started")' } };

describe("the board of --on", () => {
  it("is of the kind that it says itself", () =>
    listening(C3, async (on) => {
      const chip = await openChip({ on });
      expect(chip.board.name).equal("esp32c3");
      await chip.close();
    }));

  it("is refused if another kind is asked for, and goes on with its program", () =>
    listening(C3, async (on, _device, printed) => {
      const error = await openChip({ on, board: loadTarget("esp32").board }).catch((e: unknown) => e);
      expect(error).includes({ id: "wrong-board" });
      expect(printed.at(-1)).equal("started");
    }));

  it("has the parts of a file at it where it is simulated", async () => {
    const folder = mkdtempSync(join(tmpdir(), "uasyncio-parts-"));
    const parts = join(folder, "parts.json");
    writeFileSync(parts, JSON.stringify({ parts: [{ part: "BH1750", i2c: 1, illuminance_lx: 60 }] }));
    const chip = await openChip({ on: "sim", parts: loadParts(parts) });
    try {
      const file = join(import.meta.dirname, "programs/light.ts");
      const batch = fileBatch(file, findTests(file), chip.board.name, 5000, false);
      expect(await run(chip, batch, 10_000)).deep.equal({ test_reads_the_light: "passed" });
    } finally {
      await chip.close();
      rmSync(folder, { recursive: true });
    }
  });
});
