import { expect } from "chai";
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { sleep, wallClock } from "../../../src/host/clock.ts";
import { uasyncio } from "../../support/cli.ts";

const root = join(import.meta.dirname, "../../..");
const tool = createRequire(import.meta.url).resolve("espruino/bin/espruino-cli.js");
const run = promisify(execFile);

describe("uasyncio device", () => {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-device-"));
  const tty = join(folder, "tty");
  const flash = join(folder, "flash.json");
  const parts = join(folder, "parts.json");
  // Of all bytes, some that are no UTF-8, and more than one of the tool's packets.
  const image = `var data="${"\x7e\x80\xc1\xff".repeat(400)}";\nsetTimeout(print, 50, "image is up", data.length);\n`;
  let device: ChildProcess;
  let address = "";

  before(async () => {
    writeFileSync(parts, JSON.stringify({ parts: [{ part: "BH1750", i2c: 1, illuminance_lx: 60 }] }));
    device = spawn(
      process.execPath,
      [join(root, "bin/uasyncio.mjs"), "device", "--pty", tty, "--storage", flash, "--parts", parts],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    let said = "";
    device.stdout?.on("data", (data: Buffer) => (said += data.toString()));
    for (let left = 1000; !said.includes(`pty ${tty}\n`) && left > 0; left--) await sleep(wallClock, 20);
    address = /^(tcp:\/\/127\.0\.0\.1:\d+)\npty .*\n$/.exec(said)?.[1] ?? said;
  });

  after(async () => {
    const ended = once(device, "exit");
    device.kill();
    expect((await ended)[0]).to.equal(0);
    // The link goes with the terminal.
    for (let left = 3000; existsSync(tty) && left > 0; left--) await sleep(wallClock, 10);
    expect(existsSync(tty)).to.equal(false);
    rmSync(folder, { recursive: true });
  });

  it("takes an image from the espruino tool as it is, and runs it", async () => {
    const file = join(folder, "image.js");
    const board = join(folder, "board.json");
    writeFileSync(file, image);
    writeFileSync(board, JSON.stringify({ info: { binary_version: "2v29", builtin_modules: ["Storage"] } }));
    const { stdout } = await run(
      process.execPath,
      [tool, "--no-ble", "-p", address, "-b", "115200", "--config", "SAVE_ON_SEND=1", "--board", board, file],
      { timeout: 50_000 },
    );
    expect(stdout).to.contain("image is up 1600").and.to.contain("Upload Complete");
    const kept = JSON.parse(readFileSync(flash, "utf8")) as Record<string, string>;
    expect(Object.keys(kept)).to.deep.equal([".bootcde"]);
    expect(Buffer.from(kept[".bootcde"], "base64").toString("latin1")).to.equal(image);
  });

  /** What comes to a socket at the board's address, until some text is in it, of what `send` makes happen. */
  async function heardOf(text: string, send: (socket: Socket) => void): Promise<string> {
    const socket = connect(Number(address.split(":").at(-1)), "127.0.0.1");
    let heard = "";
    socket.on("data", (data: Buffer) => (heard += data.toString("latin1")));
    await once(socket, "connect");
    send(socket);
    for (let left = 3000; !heard.includes(text) && left > 0; left--) await sleep(wallClock, 10);
    socket.destroy();
    return heard;
  }

  it("is at the end of a pseudo terminal and of a socket at the same time", async () => {
    const heard = await heardOf("42\r\n", () => writeFileSync(tty, "\x10print(6*7)\n"));
    expect(heard).to.contain("42\r\n");
  });

  it("has the parts of a file at it", async () => {
    const code =
      'I2C1.setup({scl:22,sda:21});I2C1.writeTo(0x23,0x20);setTimeout(function(){print("raw",I2C1.readFrom(0x23,2).join())},180)';
    // 60 lx are 72 steps of 1 / 1.2 lx.
    const answer = "raw 0,72\r\n";
    expect(await heardOf(answer, (socket) => socket.write(`\x10${code}\n`))).to.contain(answer);
  });

  it("says what is wrong with its options", async () => {
    const wrong = async (...args: string[]): Promise<string> => {
      const { stderr, status } = await uasyncio(folder, "device", ...args);
      expect(status).to.equal(1);
      return stderr;
    };
    const other = join(folder, "other.json");
    writeFileSync(other, "[1]");
    expect(await wrong("--drop", "2")).to.match(/--drop: "2" is no rate: write a number from 0 to 1/);
    expect(await wrong("--cut-mode", "hard")).to.match(/--cut-mode: "hard" is none of close, silent/);
    expect(await wrong("--cut-after", "-1")).to.match(/--cut-after/);
    expect(await wrong("--tcp", "70000")).to.match(/70000 is no port/);
    expect(await wrong("--firmware-version", "new")).to.match(
      /"new" is none of Espruino's: write it as 2v29/,
    );
    expect(await wrong("--load", join(folder, "none.js"))).to.match(/cannot find/);
    expect(await wrong("--parts", other)).to.match(/other\.json.*a board with parts is an object/s);
    expect(await wrong("--storage", other)).to.match(/other\.json does not hold what .* writes/);
    expect(await wrong("--board", "toaster")).to.match(/toaster/);
    expect(await wrong("--reset-every", "soon")).to.match(/"soon" is no duration/);
    expect(await wrong("what")).to.match(/takes no argument: what is "what"/);
  });

  it("says what to install where there is no socat", async () => {
    const { PATH } = process.env;
    process.env.PATH = folder;
    const { stderr } = await uasyncio(folder, "device", "--pty", join(folder, "other")).finally(() => {
      process.env.PATH = PATH;
    });
    expect(stderr).to.match(
      /--pty needs socat, which is not there: install it \(Debian and Ubuntu: apt install socat\)/,
    );
  });
});
