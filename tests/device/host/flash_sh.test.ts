import { expect } from "chai";
import { execFile, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sleep, wallClock } from "../../../src/host/clock.ts";
import { uasyncio } from "../../support/cli.ts";
import { listening } from "../support/listening.ts";
import { inTemporary } from "./support.ts";

const script = join(import.meta.dirname, "../../../flash.sh");
/** Names that a shell would take apart, or run. */
const ODD = `it's "a" b;$(touch pwned)`;
const PROGRAM = 'function main() { print("up and running"); }\nmain();\n';

interface Ran {
  stdout: string;
  stderr: string;
  code: number;
}

function run(file: string, args: readonly string[], cwd: string): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(file, args, { cwd, timeout: 50_000 }, (error, stdout, stderr) => {
      resolve({ stdout, stderr, code: error ? Number(error.code ?? -1) : 0 });
    });
  });
}

describe("flash.sh", () => {
  it("is plain POSIX shell", function () {
    if (spawnSync("shellcheck", ["--version"]).error) return this.skip();
    execFileSync("shellcheck", ["--shell=sh", script]);
  });

  it("brings an image onto a board with the real espruino tool, over a terminal whose name no shell must see", async function () {
    if (spawnSync("socat", ["-V"]).error) return this.skip();
    await inTemporary(async (folder) => {
      await listening({ storage: { ".bootcde": 'print("old")' } }, async (port, device, printed) => {
        const image = join(folder, `${ODD}.js`);
        writeFileSync(image, PROGRAM);
        const tty = join(folder, "tty");
        const socat = spawn("socat", [`PTY,link=${tty},raw,echo=0`, port.replace("tcp://", "TCP:")]);
        const ended = new Promise((resolve) => socat.once("exit", resolve));
        try {
          while (!existsSync(tty)) await new Promise((resolve) => setImmediate(resolve));
          const odd = join(folder, ODD);
          symlinkSync(tty, odd);
          const { stderr, code } = await run(script, [image, "--port", odd], folder);
          expect(stderr).match(
            /verified: the board has stored 53 bytes with CRC32 [0-9a-f]{8}\nrunning: \d+ of 16383/,
          );
          expect(code).equal(0);
          expect(Buffer.from(device.board.storage.get(".bootcde")!).toString()).equal(PROGRAM);
          expect(printed).include("up and running");
          expect(existsSync(join(folder, "pwned"))).equal(false);
        } finally {
          socat.kill();
          await ended;
        }
      });
    });
  });

  it("prints every command with --dry-run, as a shell would need it, and runs none", async () => {
    await inTemporary(async (folder) => {
      const program = join(folder, `${ODD}.ts`);
      const options = ["--dry-run", "--port", `/dev/${ODD}`, "--board", "esp32c3"];
      const ran = await uasyncio(folder, "flash", program, ...options);
      expect(ran).include({ status: 0, stderr: "" });
      const commands = ran.stdout.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
      expect(commands).lengthOf(2);
      for (const command of commands) {
        // A shell takes it apart into the words it was made of.
        const words = execFileSync("sh", ["-c", `for word in ${command}; do printf '%s\\n' "$word"; done`], {
          cwd: folder,
        });
        if (command.startsWith("npx")) expect(words.toString()).include(`\n${program}\n--board\nesp32c3\n`);
        else
          expect(words.toString()).match(
            /espruino-cli\.js\n--quiet\n--no-ble\n-b\n115200\n--board\nboard\.json\n/,
          );
      }
      expect(existsSync(join(folder, "pwned"))).equal(false);
      expect(existsSync(join(folder, "build"))).equal(false);
    });
  });

  it("refuses odd boards and images by name", async () => {
    await inTemporary(async (folder) => {
      const image = join(folder, "app.js");
      writeFileSync(image, PROGRAM);
      const port = ["--port", "tcp://127.0.0.1:1"];
      expect((await uasyncio(folder, "flash", image, "--board", ODD, ...port)).stderr).include(
        `there is no board "${ODD}"`,
      );
      expect((await uasyncio(folder, "flash", image, "--board", "bare", ...port)).stderr).include(
        "bare is no board",
      );
      expect((await uasyncio(folder, "flash", image, ...port)).stderr).match(
        /cannot open tcp:\/\/127\.0\.0\.1:1: .*ECONNREFUSED/,
      );
      expect((await uasyncio(folder, "flash", join(folder, "no.js"), ...port)).stderr).match(
        /there is no such file/,
      );
      const refused = async (text: string | Buffer, ...more: string[]) => {
        writeFileSync(image, text);
        return (await uasyncio(folder, "flash", image, ...port, ...more)).stderr;
      };
      expect(await refused("")).match(/it is empty/);
      expect(await refused('import "x"')).match(/it has imports/);
      expect(await refused("x".repeat(917505))).match(/it has 917505 bytes, ESP32 has room for 917504/);
      expect(await refused(`f("${"x".repeat(120_000)}")`, "--ram")).match(
        /needs about \d+ JsVars \(an estimate\), ESP32 has 16383\n.*without --ram/,
      );
      expect(await refused("f()", "--firmware", folder)).match(/esptool needs a serial port/);
    });
  });
});

describe("the commands for boards", () => {
  const here = import.meta.dirname;

  it("tell of a board and its files, remove one, restart it and bring it back", async () => {
    const storage = { ".bootcde": 'setInterval(function(){},1000);print("hello")', data: "12345" };
    await listening({ storage }, async (port, device, printed) => {
      const on = ["--port", port];
      const info = await uasyncio(here, "info", ...on);
      expect(info).include({ status: 0, stderr: "" });
      expect(info.stdout).match(
        /^firmware {2}Espruino 2v29 on ESP32\n(.*\n)memory .* of 16383 JsVars in use\nstorage .*in 2 files.*\nprogram {3}\.bootcde, 45 bytes, CRC32 [0-9a-f]{8}\ntimers/,
      );
      expect((await uasyncio(here, "ls", ...on)).stdout).equal("      45  .bootcde\n       5  data\n");
      expect(await uasyncio(here, "rm", "data", ...on)).include({ stdout: "removed data\n", status: 0 });
      expect((await uasyncio(here, "rm", ODD, ...on)).stderr).include(`there is no file ${ODD} on the board`);
      expect(await uasyncio(here, "reset", ...on)).include({ stdout: "reset\n", status: 0 });
      // The reset may be under way still. When the board was switched on, nobody listened.
      for (let left = 3000; printed.length === 0 && left > 0; left--) await sleep(wallClock, 10);
      expect(printed.filter((text) => text === "hello")).lengthOf(1);
      expect((await uasyncio(here, "restore", ...on)).stdout).equal(
        "the console answers; removed: .bootcde\n",
      );
      expect(device.board.storage.size).equal(0);
    });
  });

  it("say what is wrong when nobody is there", async () => {
    for (const command of ["info", "ls", "reset", "restore", "monitor"]) {
      const ran = await uasyncio(here, command, "--port", "tcp://127.0.0.1:1");
      expect(ran, command).include({ status: 1, stdout: "" });
      expect(ran.stderr, command).match(/^uasyncio: cannot open tcp:\/\/127\.0\.0\.1:1: /);
    }
    expect((await uasyncio(here, "info", "--port", "/dev/none such")).stderr).include(
      "there is no port /dev/none such",
    );
  });

  it("help", async () => {
    for (const command of ["flash", "monitor", "info", "ls", "rm", "reset", "restore"])
      expect((await uasyncio(here, command, "--help")).stdout, command).match(
        new RegExp(`^uasyncio ${command}[^]*--port PORT`),
      );
  });
});
