import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

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

/** What a program takes on Espruino beyond what is there without it, in JsVars. */
export interface Usage {
  /** When its first turn is over. */
  started: number;
  /** The most until it is looked at the last time. */
  most: number;
}

/**
 * Runs an image on the real Espruino.
 *
 * @param ram from memory, and not from flash
 * @param time until it is looked at the last time, in ms
 */
export function usageOnEspruino(image: string, ram: boolean, time: number): Usage {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-"));
  const run = (text: string): string => {
    const file = join(folder, "run.js");
    writeFileSync(file, text);
    const options = { cwd: folder, encoding: "utf8", timeout: 30_000, killSignal: "SIGKILL" } as const;
    return spawnSync(process.env["ESPRUINO"]!, [file], options).stdout;
  };
  try {
    const bytes = Buffer.from(image, "latin1").toString("base64");
    run(`require("Storage").write("image", atob("${bytes}")); quit();`);
    const output = run(
      STAND_INS +
        `var emptyUsage = 0, mostUsage = 0, imageInMemory;
        function usageNow() { return process.memory().usage - emptyUsage; }
        function lookAtUsage() { mostUsage = Math.max(mostUsage, usageNow()); }
        function copyOf(data) { var text = ""; for (var i = 0; i < data.length; i += 100) text += data.substr(i, 100); return text; }
        emptyUsage = process.memory().usage;
        ${ram ? `imageInMemory = copyOf(require("Storage").read("image"));` : ""}
        eval(${ram ? "imageInMemory" : `require("Storage").read("image")`});
        print("started " + usageNow());
        lookAtUsage();
        setInterval(lookAtUsage, 20);
        setTimeout(function () { print("most " + mostUsage); quit(); }, ${time});`,
    );
    const uncaught = /^.*Uncaught.*$/m.exec(output)?.[0];
    if (uncaught !== undefined) throw new Error(uncaught);
    const number = (word: string): number => Number(new RegExp(`${word} (\\d+)`).exec(output)?.[1]);
    return { started: number("started"), most: number("most") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
