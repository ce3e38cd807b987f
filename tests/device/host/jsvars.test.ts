import { expect } from "chai";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "../../../src/host/compiler/index.ts";
import { loadTarget } from "../../../src/host/compiler/boards.ts";
import { estimateJsVars } from "../../../src/host/device/jsvars.ts";
import { flash } from "../../../src/host/device/flash.ts";
import { DeviceError } from "../../../src/host/device/troubles.ts";
import { jsVarSize } from "../../../src/host/sim/jsvars.ts";
import { usageOnEspruino } from "../../support/espruino_memory.ts";
import { ESPRUINO, inTemporary, refusal } from "./support.ts";

const root = join(import.meta.dirname, "../../..");
const esp32 = loadTarget("esp32").board!;
const esp32c3 = loadTarget("esp32c3").board!;
/** That of the desk's build: pointers of 8 bytes, and as many JsVars as fit. */
const DESK = jsVarSize(Infinity, 8);

const list = (count: number, item: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => item(i)).join(",");
const repeat = (count: number, item: (i: number) => string): string =>
  list(count, item).replaceAll("},", "}");

const PROGRAMS: Record<string, string> = {
  "a table of integers": `var t=[${list(1000, String)}]`,
  "a table of fractions": `var t=[${list(500, (i) => `${i}.5`)}]`,
  "a table of texts": `var t=[${list(200, (i) => `"the name of number ${i}"`)}]`,
  "a table of objects": `var t=[${list(200, (i) => `{id:${i},aLongerName:"x",values:[1,2,3]}`)}]`,
  "many functions": repeat(200, (i) => `function fun${i}(a,b){return a+b*${i}}`),
  "many methods": `function T(){}` + list(200, (i) => `T.prototype.m${i}=function(a){var b=a*${i};return b}`),
  "many instances": `function T(i){this.id=i;this.on=true}var t=[],i;for(i=0;i<100;i++)t.push(new T(i))`,
  "a long text": `var s="${"abcdefghij".repeat(200)}"`,
  "typed arrays": `var u=new Uint8Array(4000),f=new Float64Array(100),i=new Int16Array(500)`,
  "a list that grows": `var a=[];for(var i=0;i<500;i++)a.push(i)`,
};

/** Those that are run from memory, too. */
const IN_MEMORY = [
  "gather",
  "weather",
  "a table of objects",
  "many functions",
  "many methods",
  "a long text",
];

/** What the program adds to nothing at all. */
function need(code: string, ram = false, board = esp32): number {
  return estimateJsVars(code, board, ram)! - estimateJsVars("", board, false)!;
}

describe("the estimate of JsVars", () => {
  function expectInBand(code: string, board: typeof esp32, ram: boolean): void {
    const estimated =
      estimateJsVars(code, board, ram, { jsVar: DESK })! - estimateJsVars("", board, false, { jsVar: DESK })!;
    const { started } = usageOnEspruino(code, ram, 0);
    expect(estimated / started, `${estimated} of ${started}`).within(0.75, 1);
  }

  for (const demo of ["gather", "sensors", "weather", "watering", "parking", "alarm", "gps_logger"])
    it(`is near what Espruino counts for the demo ${demo}`, async function () {
      if (!ESPRUINO) return this.skip();
      const board = demo === "alarm" ? esp32 : esp32c3;
      const entry = join(root, "src/demos", `${demo}.ts`);
      const { code } = await build({ entry, board: board.name, typecheck: false });
      expectInBand(code, board, false);
      if (IN_MEMORY.includes(demo)) expectInBand(code, board, true);
    });

  for (const [what, code] of Object.entries(PROGRAMS))
    it(`is near what Espruino counts for ${what}`, function () {
      if (!ESPRUINO) return this.skip();
      expectInBand(code, esp32, false);
      if (IN_MEMORY.includes(what)) expectInBand(code, esp32, true);
    });

  it("grows with what the program holds", () => {
    expect(need(PROGRAMS["a table of integers"])).within(1000, 1010);
    expect(need(PROGRAMS["a table of fractions"])).within(1000, 1010);
    expect(need(`var s="${"x".repeat(1000)}"`) - need(`var s="${"x".repeat(100)}"`)).within(85, 95);
    expect(need(PROGRAMS["a list that grows"])).within(500, 510);
    expect(need("function f(){return [1,2,3,4,5,6,7,8,9]}")).below(10);
  });

  it("has code that runs from memory twice, and what is in flash not at all", () => {
    for (const code of Object.values(PROGRAMS)) {
      expect(need(code, true)).above(need(code) + code.length / 11);
      expect(need(`${code};//${"x".repeat(5000)}`)).equal(need(code));
    }
    const table = PROGRAMS["a table of integers"];
    const body = `print("${"x".repeat(5000)}")`;
    const inFunction = need(`${table};function f(){${body}}`, true);
    expect(inFunction - need(`${table};${body}`, true)).within(5000 / 15, 5000 / 13);
  });

  it("has room for a program twice that is put together in memory", () => {
    const text = `"${"x".repeat(5000)}"`;
    expect(need(text, true)).within((2 * 5000) / 11, (2 * 5000) / 9);
  });

  it("knows that the JsVars of a smaller board hold less", () => {
    const text = PROGRAMS["a long text"];
    expect(need(text, false, esp32c3)).above(need(text, false, esp32));
  });

  it("has a program refused that needs more than the board has, and warns near that", async () => {
    const dryRun = async (count: number) => {
      let said = "";
      await inTemporary(async (folder) => {
        const file = join(folder, "app.js");
        writeFileSync(file, `var t=[${list(count, String)}]`);
        const options = { file, board: "esp32c3", port: "tcp://127.0.0.1:1", ram: false, dryRun: true };
        await flash({ ...options, out: (text) => (said += text), terminal: false });
      });
      return said;
    };
    expect(await dryRun(3000)).not.include("warning");
    expect(await dryRun(3500)).match(/warning: about 35\d\d of 4095 JsVars are in use when it has started/);
    expect(await refusal(dryRun(4100)))
      .instanceOf(DeviceError)
      .include({ id: "too-many-jsvars" });
  });

  it("is not made of a program that never ends its first turn", () => {
    expect(estimateJsVars("for(;;);", esp32, false, { timeLimit: 200 })).equal(undefined);
  });

  it("is made of a program that raises, up to there", () => {
    expect(need("var a=[1,2,3,4,5,6,7,8,9,10];nothing()")).within(10, 20);
  });
});
