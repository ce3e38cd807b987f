import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, loadTarget } from "../../src/host/compiler/index.ts";
import { usageOnEspruino } from "../support/espruino_memory.ts";

const root = join(import.meta.dirname, "../..");
const DEMOS = ["alarm", "gather", "gps_logger", "parking", "sensors", "watering", "weather"];

describe("memory of the demos on Espruino, run from flash", () => {
  for (const demo of DEMOS)
    it(`${demo} has room in the JsVars of an ESP32-C3`, async function () {
      if (!process.env["ESPRUINO"]) return this.skip();
      const parts = join(root, "src/demos/parts", `${demo}.json`);
      let board = "esp32c3";
      if (demo === "alarm") ({ board } = JSON.parse(readFileSync(parts, "utf8")) as { board: string });
      const { code } = await build({ entry: join(root, "src/demos", `${demo}.ts`), board, typecheck: false });
      // The most that there are in its first three seconds.
      const count = usageOnEspruino(code, false, 3000).most;
      this.test!.title += `: ${count}`;
      // A third of the memory is left for what the sensors of a real board have to say.
      expect(count).to.be.within(100, (loadTarget("esp32c3").board!.jsvars * 2) / 3);
    });
});
