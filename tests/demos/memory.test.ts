import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, loadTarget } from "../../src/host/compiler/index.ts";

const root = join(import.meta.dirname, "../..");
const DEMOS = ["alarm", "gather", "gps_logger", "parking", "sensors", "watering", "weather"];

/**
 * In the place of hardware, which Espruino's build for Linux does not have: parts that answer zeros, and lines that are
 * low. Names are long, for an image's own are short and are globals, too.
 */
const STAND_INS = `
var realRequire = require, realMemory = process.memory;
global.require = function (name) { if (name == "timer") throw new Error("no timer here"); return realRequire(name); };
global.process = { env: { BOARD: "ESP32C3" }, memory: realMemory, on: function () {} };
function nothing() {}
function zeros(count) { return new Uint8Array(count); }
global.I2C1 = { setup: nothing, writeTo: nothing, readFrom: function (from, count) { return zeros(count); } };
global.Serial2 = { setup: nothing, unsetup: nothing, write: nothing, on: nothing };
global.OneWire = function () {};
OneWire.prototype = { reset: function () { return true; }, write: nothing, read: zeros, search: function () { return []; } };
global.ESP32 = { getWakeupCause: function () { return 0; }, deepSleepExt0: nothing };
function analogRead() { return 0.6; }
function digitalRead() { return 0; }
function setWatch() { return 1; }
global.pinMode = global.digitalWrite = global.analogWrite = global.clearWatch = nothing;
`;

/** What a program takes that runs from flash, in JsVars: the most that there were in its first three seconds. */
function measure(image: string): number {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-"));
  const run = (text: string): string => {
    const file = join(folder, "run.js");
    writeFileSync(file, text);
    const options = { cwd: folder, encoding: "utf8", timeout: 30_000 } as const;
    return spawnSync(process.env["ESPRUINO"]!, [file], options).stdout;
  };
  try {
    const bytes = Buffer.from(image, "latin1").toString("base64");
    run(`require("Storage").write("image", atob("${bytes}")); quit();`);
    const output = run(
      STAND_INS +
        `var emptyUsage = process.memory().usage, mostUsage = 0;
        function lookAtUsage() { mostUsage = Math.max(mostUsage, process.memory().usage - emptyUsage); }
        setInterval(lookAtUsage, 20);
        setTimeout(function () { print("JsVars " + mostUsage); quit(); }, 3000);
        eval(require("Storage").read("image"));
        lookAtUsage();`,
    );
    expect(/^.*Uncaught.*$/m.exec(output)?.[0]).to.equal(undefined);
    return Number(/JsVars (\d+)/.exec(output)?.[1]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("memory of the demos on Espruino, run from flash", () => {
  for (const demo of DEMOS)
    it(`${demo} has room in the JsVars of an ESP32-C3`, async function () {
      if (!process.env["ESPRUINO"]) return this.skip();
      const parts = join(root, "src/demos/parts", `${demo}.json`);
      let board = "esp32c3";
      if (demo === "alarm") ({ board } = JSON.parse(readFileSync(parts, "utf8")) as { board: string });
      const { code } = await build({ entry: join(root, "src/demos", `${demo}.ts`), board, typecheck: false });
      const count = measure(code);
      this.test!.title += `: ${count}`;
      // A third of the memory is left for what the sensors of a real board have to say.
      expect(count).to.be.within(100, (loadTarget("esp32c3").board!.jsvars * 2) / 3);
    });
});
