import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Board } from "../compiler/boards.ts";

/** What the espruino CLI would fetch from the network otherwise. */
export function boardDescription(board: Board): string {
  return JSON.stringify({
    BOARD: board.name.toUpperCase(),
    VERSION: "2v29",
    MODULES: "Storage",
    info: { name: board.title, builtin_modules: ["Storage"] },
  });
}

/** The command that sends a program, as arguments to Node. */
export function cliCommand(port: string, boardFile: string, program: string): string[] {
  const main = createRequire(import.meta.url).resolve("espruino/package.json");
  return [
    join(dirname(main), "bin/espruino-cli.js"),
    ...["--quiet", "--no-ble", "-b", "115200", "--board", boardFile, "-p", port],
    // SAVE_ON_SEND=1 would write the image to .bootcde itself, piece by piece: a cable that is pulled would leave half a program there. What is
    // sent is a program of ours that gathers the image in another file, and it must arrive as it is; the board has been reset already.
    ...["--config", "SAVE_ON_SEND=0", "--config", "RESET_BEFORE_SEND=false", "--config", "MODULE_URL="],
    program,
  ];
}

export interface CliRun {
  board: Board;
  /** What it is to send. */
  program: string;
  /** Takes what it sends, in order; it is held back until the promise is kept. */
  take(data: Buffer): Promise<void>;
  /** Called with a function that hands it what the board says. */
  connected(give: (text: string) => void): void;
  signal?: AbortSignal | undefined;
  /** In ms. */
  timeout: number;
}

/**
 * Has the espruino CLI send a program. It talks to a socket of ours instead of the port: it opens only ports that it finds in a list of its
 * own, opening a port once more resets many boards, and what passes here can be held back until the board is ready for it.
 *
 * @throws Error with what it said when it could not be run
 */
export async function runCli(run: CliRun): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-"));
  const server = createServer();
  try {
    const boardFile = join(folder, "board.json");
    const program = join(folder, "upload.js");
    writeFileSync(boardFile, boardDescription(run.board));
    writeFileSync(program, run.program);
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    const { port } = server.address() as AddressInfo;
    await converse(server, cliCommand(`tcp://127.0.0.1:${port}`, boardFile, program), run);
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function converse(server: Server, command: string[], run: CliRun): Promise<void> {
  const controller = new AbortController();
  const limit = setTimeout(() => controller.abort(), run.timeout);
  const stop = () => controller.abort();
  run.signal?.addEventListener("abort", stop);
  const child = spawn(process.execPath, command, {
    signal: controller.signal,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.on("data", (data: Buffer) => (said += data.toString("latin1")));
  child.stderr.on("data", (data: Buffer) => (said += data.toString("latin1")));
  const ended = new Promise<void>((resolve) => {
    child.on("error", (error) => ((said += error.message), resolve()));
    child.on("close", () => resolve());
  });
  try {
    const socket = await Promise.race([firstConnection(server), ended]);
    if (!socket)
      throw new Error(`the espruino tool did not connect: ${said.trim().split("\n").at(-1) ?? ""}`);
    run.connected((text) => socket.writable && socket.write(text, "latin1"));
    for await (const data of socket) await run.take(data as Buffer);
  } finally {
    // All that it had to say has been taken; what it still waits for is a prompt.
    child.kill();
    await ended;
    clearTimeout(limit);
    run.signal?.removeEventListener("abort", stop);
  }
}

/** Only one: nobody else on this machine shall get at the board. */
function firstConnection(server: Server): Promise<Socket> {
  return new Promise((resolve) => {
    server.once("connection", (socket) => {
      server.close();
      // It may end in the middle, which its stream tells as well.
      socket.on("error", () => undefined);
      resolve(socket);
    });
  });
}
