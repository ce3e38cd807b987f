import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseDuration } from "../../src/host/cli/command.ts";
import { uasyncio as inProcess, type Ended } from "../support/cli.ts";
import { imageOf } from "./support.ts";

const program = fileURLToPath(new URL("../../bin/uasyncio.mjs", import.meta.url));

describe("the command line", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "uasyncio-cli-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const write = (files: Record<string, string | Buffer>): void => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  };

  /** Writes files and runs `uasyncio` among them. */
  function uasyncio(args: string, files: Record<string, string | Buffer> = {}): Promise<Ended> {
    write(files);
    return inProcess(folder, ...args.split(" ").filter(Boolean));
  }

  /** The same, in a process of its own. */
  function spawned(args: string, files: Record<string, string | Buffer> = {}) {
    write(files);
    const options = { cwd: folder, encoding: "utf8", timeout: 60000 } as const;
    const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...args.split(" ")], options);
    return { stdout, stderr, status };
  }

  it("prints what the program prints on standard output, and nothing else", () => {
    const code = 'print("a", 1); setTimeout(function () { console.log("b"); }, 3600);';
    expect(spawned("sim a.js", { "a.js": code })).to.deep.equal({
      stdout: "a 1\nb\n",
      stderr: "",
      status: 0,
    });
  });

  it("stops an endless program after --for, or a minute of virtual time", async () => {
    const endless = { "b.js": "setInterval(function () { print(getTime()); }, 20000);" };
    const first = await uasyncio("sim b.js", endless);
    expect(first).to.deep.equal({
      stdout: "20\n40\n60\n",
      stderr: "sim: stopped after 1 min of virtual time (see --for)\n",
      status: 0,
    });
    expect((await uasyncio("sim --for 30s b.js")).stdout).to.equal("20\n");
  });

  it("paces virtual time with --real-time, with the same output", async () => {
    const files = { "c.js": "setTimeout(print, 30, 1); setTimeout(print, 10, 2); setWatch(print, D4);" };
    expect(await uasyncio("sim --real-time c.js", files)).to.deep.equal({
      stdout: "2\n1\n",
      stderr: "",
      status: 0,
    });
    expect((await uasyncio("sim --real-time --for 20ms c.js")).stdout).to.equal("2\n");
  });

  it("ends with 1 after an uncaught exception, having gone on", async () => {
    const code = 'setTimeout(function () {\n throw new Error("x"); }, 1); setTimeout(print, 2, "on");';
    expect(await uasyncio("sim d.js", { "d.js": code })).to.deep.equal({
      stdout: "Uncaught Error: x\n    at d.js:2:8\non\n",
      stderr: "sim: 1 uncaught exception\n",
      status: 1,
    });
  });

  it("ends with 1 for a program that waits for ever, with the list of who waits for what", async () => {
    const { code, map } = await imageOf(`import * as asyncio from "asyncio";
const never = new asyncio.Event();
function main$0(f: any) { f._$s = main$1; return never.wait(); }
function main$1() {}
asyncio.run({ _$s: main$0 } as never);`);
    const files = { "e.js": Buffer.from(code, "latin1"), "e.js.map": JSON.stringify(map) };
    expect(await uasyncio("sim e.js", files)).to.deep.equal({
      stdout: "",
      stderr:
        "sim: the program waits for ever: nothing is left that could wake\n" +
        '  main: waits for Event "never" (app.ts:3)\n',
      status: 1,
    });
    const { stderr } = await uasyncio("sim --timeline e.js");
    expect(stderr).to.match(/^main \|[Sw]+\|$/m);
  });

  it("builds a program in memory, and refuses one that cannot be built", async () => {
    const source = (name: string) => `import * as asyncio from "asyncio";
import { print } from "builtins";
async function fetch(name: string, ms: number) { await asyncio.sleep_ms(ms); return name; }
async function main() { print(await asyncio.gather(fetch("a", 20), fetch(${name}, 10))); }
asyncio.run(main());`;
    const good = await uasyncio("sim good.ts --timeline", { "good.ts": source('"b"') });
    expect(good.stderr).to.match(/^main {4}\|Sw+D\|\nfetch {3}\|S\.+D\|\nfetch#2 \|S\.+D +\|\n/);
    expect(good).to.include({ stdout: "['a', 'b']\n", status: 0 });
    const bad = await uasyncio("sim bad.ts", { "bad.ts": source("5") });
    expect(bad).to.include({ stdout: "", status: 1 });
    expect(bad.stderr).to.match(/^bad\.ts:4:74: error: .*number.*string/);
  });

  it("tells of what is not modelled, even if the program swallows the error", async () => {
    const { stdout, stderr, status } = await uasyncio("sim f.js", {
      "f.js": "try { peek8(0); } catch (e) {} print(1);",
    });
    expect({ stdout, stderr, status }).to.deep.equal({
      stdout: "1\n",
      stderr: "sim: peek8() is not modelled by the simulator\n",
      status: 0,
    });
  });

  it("takes the board from the option, else from the map", async () => {
    const files = {
      "g.js": "print(process.env.BOARD)",
      "g.js.map": '{"version":3,"sources":[],"names":[],"mappings":"","x_uasyncio":{"board":"esp32c3"}}',
    };
    expect((await uasyncio("sim g.js", files)).stdout).to.equal("ESP32C3\n");
    expect((await uasyncio("sim --board esp32 g.js")).stdout).to.equal("ESP32\n");
    expect((await uasyncio("sim --no-timer g.js")).status).to.equal(0);
    const bare = files["g.js.map"].replace("esp32c3", "bare");
    expect((await uasyncio("sim g.js", { "g.js.map": bare })).stderr).to.equal(
      "uasyncio: g.js is an image for bare, which is no board\n",
    );
  });

  it("refuses what makes no sense: one message, exit code 1, nothing on standard output", async () => {
    for (const [name, text] of Object.entries({ "h.js": "", "h.js.map": "{", "i.js": "" }))
      writeFileSync(join(folder, name), text);
    mkdirSync(join(folder, "dir.js"));
    const commands =
      "(commands: init, build, sim, test, demo, wiring, device, flash, monitor, info, ls, rm, reset, restore; see uasyncio --help)";
    const wrong: [args: string, message: string][] = [
      ["smi", `uasyncio: there is no command "smi" ${commands}\n`],
      ["constructor", `uasyncio: there is no command "constructor" ${commands}\n`],
      ["sim", "uasyncio: image or program is missing\n"],
      ["sim a b", 'uasyncio: one image or program is enough: what is "b"?\n'],
      ["sim nope.js", "uasyncio: cannot find nope.js\n"],
      ["sim dir.js", "uasyncio: dir.js is not a file\n"],
      ["sim --zap x.js", "uasyncio: unknown option '--zap'\n"],
      ["sim --for", "uasyncio: option '--for <value>' argument missing\n"],
      ["sim --for 5 i.js", 'uasyncio: "5" is no duration: write 10s, 500ms, 2m, 1h or 50us\n'],
      [
        "sim --board zork i.js",
        'error: there is no board "zork"\n    boards: esp32, esp32c3, esp32s3, rp2040-pico, bare, node\n',
      ],
      ["demo now", 'uasyncio: demo takes no argument: what is "now"?\n'],
      ["build", "uasyncio: program is missing\n"],
      ["build nope.ts", "error: cannot find the program nope.ts\n"],
    ];
    for (const [args, stderr] of wrong) {
      const result = await uasyncio(args);
      expect({ args, ...result }).to.deep.equal({ args, stdout: "", stderr, status: 1 });
    }
    expect((await uasyncio("sim h.js")).stderr).to.match(/^uasyncio: h\.js\.map is no source map: /);
    expect(await uasyncio("")).to.include({ stdout: "", status: 1 });
    expect(spawned("smi")).to.deep.equal({ stdout: "", stderr: wrong[0]?.[1], status: 1 });
  });

  it("helps", async () => {
    const { stdout, status } = await uasyncio("--help");
    expect(stdout).to.match(/^ {2}sim +run an image or a program on a simulated board$/m);
    expect(status).to.equal(0);
    for (const command of ["build", "sim", "demo"])
      expect((await uasyncio(`${command} --help`)).stdout).to.match(new RegExp(`^uasyncio ${command}`));
    expect((await uasyncio("--version")).stdout).to.match(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("a duration on the command line", () => {
  it("has a unit", async () => {
    expect(["10s", "500ms", "2m", "1h", "50us", "1.5s", "0s"].map(parseDuration)).to.deep.equal([
      10e6, 500e3, 120e6, 3600e6, 50, 1.5e6, 0,
    ]);
    for (const wrong of ["", "10", "s", "-1s", "1 s", "1d", "1e3s"])
      expect(() => parseDuration(wrong)).to.throw("is no duration");
  });
});
