import { expect } from "chai";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../src/host/compiler/index.ts";
import { SimBoard } from "../../src/host/sim/index.ts";
import { engines } from "../engines/engines.ts";
import { realLines, espruino } from "../sim/support.ts";

/** Server and client in one program, which prints the same on every engine and over every kind of network. */
const ECHO = `
  import * as asyncio from "asyncio";
  import { print, repr } from "builtins";
  const { decode } = asyncio;
  async function echo(reader, writer) {
    for (;;) {
      const line = await reader.readline();
      if (!line.length) break;
      writer.write(line);
      await writer.drain();
    }
    writer.close();
    await writer.wait_closed();
  }
  async function failure(coroutine) { try { return await coroutine; } catch (e) { return repr(e); } }
  async function main() {
    const server = await asyncio.start_server(echo, "127.0.0.1", PORT);
    const [reader, writer] = await asyncio.open_connection("127.0.0.1", PORT);
    writer.write("hello\\nwor");
    print(decode(await reader.readline()).trim());
    print(await failure(asyncio.wait_for_ms(reader.readline(), 30)));
    writer.write("ld\\n");
    print(decode(await reader.readline()).trim());
    const bytes = new Uint8Array(5001);
    for (let i = 0; i < 5000; i++) bytes[i] = i % 256 == 10 ? 0 : i % 256;
    bytes[5000] = 10;
    writer.write(bytes);
    await writer.drain();
    const back = await reader.readexactly(5001);
    let wrong = 0;
    for (let i = 0; i < 5001; i++) if (back[i] != bytes[i]) wrong++;
    print(wrong);
    const others = [];
    for (let i = 0; i < 3; i++) others[i] = await asyncio.open_connection("127.0.0.1", PORT);
    for (let i = 0; i < 3; i++) others[i][1].write("other " + i + "\\n");
    for (let i = 2; i >= 0; i--) { print(decode(await others[i][0].readline()).trim()); others[i][1].close(); }
    server.close();
    await server.wait_closed();
    print(await failure(asyncio.open_connection("127.0.0.1", PORT)));
    writer.close();
    await writer.wait_closed();
    print(await failure(reader.read()), await failure(writer.drain()));
  }
  asyncio.run(main());`;

const ECHO_PRINTS = [
  "hello",
  "TimeoutError()",
  "world",
  "0",
  "other 2",
  "other 1",
  "other 0",
  "OSError(111,)",
  "OSError(9,) OSError(9,)",
];

/** A client that tells a server on the desk how to behave. */
const FAULTS = `
  import * as asyncio from "asyncio";
  import { print, repr } from "builtins";
  const { decode } = asyncio;
  async function failure(coroutine) { try { return await coroutine; } catch (e) { return repr(e); } }
  async function ask(what) {
    const [reader, writer] = await asyncio.open_connection("127.0.0.1", PORT);
    writer.write(what + "\\n");
    await writer.drain();
    return reader;
  }
  async function main() {
    print("reset", await failure((await ask("reset")).read(9)));
    const vanished = await ask("vanish");
    print("vanish", await failure(vanished.readexactly(9)), decode(await vanished.read()));
    const half = await ask("half");
    print("half", decode(await half.read()));
    half.write("still writing\\n");
    await half.drain();
    half.close();
    const slow = await ask("slow");
    const control = await ask("control");
    let sent = 0, before = -1, same = 0;
    const chunk = new Uint8Array(65536);
    const writing = asyncio.create_task((async () => { for (; sent < 320; sent++) { slow.write(chunk); await slow.drain(); } })());
    while (same < 50 && sent < 320) {
      control.write("ping\\n");
      await control.readline();
      same = before === sent ? same + 1 : 0;
      before = sent;
    }
    print("slow", sent > 0, sent < 320);
    control.write("go\\n");
    await writing;
    slow.close();
    await slow.wait_closed();
    print("slow", sent, decode(await control.readline()).trim());
    const nothing = await ask("nothing");
    const asked = asyncio.create_task(nothing.read(1));
    await asyncio.sleep_ms(0);
    asked.cancel();
    print("cancel", await failure(asked));
    nothing.close();
    vanished.close();
    control.write("end\\n");
    await control.drain();
    print("end", decode(await control.read()));
  }
  asyncio.run(main());`;

const FAULT_PRINTS = [
  "reset OSError(104,)",
  "vanish EOFError() part",
  "half done",
  "slow True True",
  "slow 320 20971520",
  "cancel CancelledError()",
  "end half: still writing",
];

async function imageOf(source: string, board: string, port: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-"));
  try {
    const entry = join(folder, "program.ts");
    writeFileSync(entry, source.replaceAll("PORT", String(port)));
    return (await build({ entry, board, typecheck: false })).code;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs an image for Node in a process of its own. */
function runNode(code: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["-"], { timeout: 20_000, killSignal: "SIGKILL" });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (part: string) => (text += part));
    child.on("error", reject);
    child.on("close", (_code, signal) => {
      // A stream that was left open would keep it alive.
      if (signal) text += `stopped by ${signal}`;
      resolve(text.trimEnd().split("\n"));
    });
    child.stdin.end(code);
  });
}

/** A server that does what the first line asks for. */
function faultyServer(): net.Server {
  let slow: net.Socket | undefined;
  let halfGot = "";
  const behave: Record<string, (socket: net.Socket) => void> = {
    reset: (socket) => socket.resetAndDestroy(),
    vanish: (socket) => socket.end("part"),
    half(socket) {
      socket.end("done");
      socket.on("data", (data) => (halfGot += data.toString()));
    },
    slow(socket) {
      slow = socket;
    },
    control(socket) {
      socket.on("data", (data) => {
        const text = data.toString();
        if (text === "ping\n") socket.write("pong\n");
        else if (text === "end\n") socket.end(`half: ${halfGot.trim()}`);
        else {
          let got = 0;
          slow?.on("data", (part) => (got += part.length));
          slow?.on("end", () => {
            slow?.end();
            socket.write(`${got}\n`);
          });
          slow?.resume();
        }
      });
    },
    nothing: (socket) => socket.on("end", () => socket.end()),
  };
  return net.createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (data) => {
      const end = data.indexOf(10) + 1;
      socket.pause();
      if (end < data.length) socket.unshift(data.subarray(end));
      const what = data.subarray(0, end).toString().trim();
      behave[what]?.(socket);
      if (what !== "slow") socket.resume();
    });
  });
}

describe("streams on an engine:", () => {
  let bare: Promise<string> | undefined;
  let esp32: Promise<string>;

  before(async () => {
    esp32 = imageOf(ECHO, "esp32", await freePort());
    await esp32;
  });

  for (const engine of engines) {
    // MuJS has no typed arrays, and so no bytes.
    const missing = engine.name === "MuJS" ? "it has no typed arrays" : engine.missing();
    (missing === undefined ? it : it.skip)(
      `loopback on ${engine.name}${missing ? ` (${missing})` : ""}`,
      async () => {
        bare ??= imageOf(ECHO, "bare", 80);
        expect(await engine.run(await bare)).to.deep.equal(ECHO_PRINTS);
      },
    );
  }

  it("real sockets on Node", async () => {
    expect(await runNode(await imageOf(ECHO, "node", await freePort()))).to.deep.equal(ECHO_PRINTS);
  });

  it("peers that reset, vanish, half-close, or read slowly, on Node", async () => {
    const server = faultyServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as net.AddressInfo;
    try {
      expect(await runNode(await imageOf(FAULTS, "node", port))).to.deep.equal(FAULT_PRINTS);
    } finally {
      server.close();
    }
  });

  it("the image for the ESP32 on the simulated board", async () => {
    const board = new SimBoard();
    board.load(await esp32);
    board.run({ for: 10e6 });
    expect(withoutNotes(board.console.map(({ text }) => text))).to.deep.equal(ECHO_PRINTS);
    expect(board.remarks).to.deep.equal([]);
  });

  (espruino === undefined ? it.skip : it)(
    `the same image on Espruino, over real sockets${espruino === undefined ? " (ESPRUINO does not name a binary)" : ""}`,
    async () => {
      expect(withoutNotes(realLines(await esp32))).to.deep.equal(ECHO_PRINTS);
    },
  );
});

/** The firmware says more of a failed connection than it raises, and its Linux build that its console was slow. */
function withoutNotes(lines: string[]): string[] {
  return lines.filter((line) => !/^ERROR: |^New interpreter error: FIFO_FULL$/.test(line));
}
