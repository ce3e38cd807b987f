import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../src/host/compiler/index.ts";
import { SimBoard, type ImageMap, type SimConnection } from "../../src/host/sim/index.ts";
import { espruino, realLines } from "../sim/support.ts";

const HEAD = `
import * as asyncio from "asyncio";
import { print, repr } from "builtins";
import { ticks_ms } from "time";
import { UART } from "machine";
const { decode, open_connection, start_server, sleep_ms, create_task, wait_for_ms } = asyncio;
async function failure(coroutine) { try { return await coroutine; } catch (e) { return repr(e); } }
function attempt(f) { try { return f(); } catch (e) { return repr(e); } }
const bodies = {};
`;

/** Programs by name; numbers in front of what they print are virtual ms. */
const BODIES: Record<string, string> = {
  echo: `
    const uart = new UART(1, { baudrate: 9600, tx: 4, rx: 5, parity: 0 });
    const stream = new asyncio.StreamReader(uart);
    for (;;) {
      const line = await stream.readline();
      print(ticks_ms(), decode(line).trim());
      stream.write(line);
      await stream.drain();
      print(ticks_ms(), "drained");
    }`,
  overrun: `
    const uart = new UART(2, 9600, { rxbuf: 10 });
    await sleep_ms(10);
    print(decode(uart.read(4)), decode(uart.readline()), uart.read());
    print(attempt(() => new UART(9)), uart.write(new Uint8Array(100)), uart.write("x"));
    uart.deinit();
    print(attempt(() => uart.read()), attempt(() => uart.write("x")), await failure(new asyncio.StreamReader(uart).read(1)));`,
  loopback: `
    const one = new UART(1, 115200), two = new UART(2, 115200);
    const a = new asyncio.StreamWriter(one), b = new asyncio.StreamReader(two);
    a.write("hello\\n");
    a.write(new Uint8Array(300));
    await a.drain();
    print(decode(await b.readline()).trim(), (await b.readexactly(300)).length);
    b.write("back");
    await b.drain();
    print(decode(await a.readexactly(4)));
    print(await failure(wait_for_ms(a.read(1), 10)));`,
  faults: `
    for (const text of ["reset", "lost", "vanish"]) {
      const [stream] = await open_connection("desk", 80);
      stream.write(text);
      await stream.drain();
      print(text, await failure(stream.readexactly(9)), await failure(stream.readexactly(2)), await failure(stream.read(1)), attempt(() => stream.write("x")));
    }
    print(await failure(open_connection("desk", 81)));
    print((await open_connection("desk", 80))[0].get_extra_info("peername"));`,
  slow: `
    const [stream] = await open_connection("desk", 80);
    stream.write(new Uint8Array(5000));
    print(await failure(wait_for_ms(stream.drain(), 5)));
    stream.write("end");
    await stream.drain();
    print(ticks_ms(), "drained");
    stream.write(new Uint8Array(3000));
    stream.close();
    await stream.wait_closed();
    print(ticks_ms(), "closed");`,
  vanishing: `
    const [stream] = await open_connection("desk", 80);
    stream.write(new Uint8Array(5000));
    print(await failure(stream.drain()), ticks_ms());
    await stream.wait_closed();`,
  flood: `
    const [stream] = await open_connection("desk", 80);
    await sleep_ms(100);
    const read = await stream.readexactly(8192);
    const rest = await stream.read(9999);
    print(rest.length <= 536, await failure(stream.read(1)), attempt(() => stream.write("x")));`,
  server: `
    const server = await start_server(async (r, w) => {
      print(attempt(() => w.get_extra_info("peername")));
      w.write("you said " + decode(await r.readline()));
      await w.drain();
      w.close();
      server.close();
    }, "0.0.0.0", 80);
    print(await failure(start_server(async () => {}, "0.0.0.0", 80)));
    await server.wait_closed();
    print("closed");`,
};

async function image(): Promise<{ code: string; map: ImageMap }> {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-"));
  try {
    const entry = join(folder, "program.ts");
    const bodies = Object.keys(BODIES).map(
      (name) => `bodies.${name} = async () => {${BODIES[name]}
};
`,
    );
    writeFileSync(entry, HEAD + bodies.join("") + "asyncio.run(bodies[which()]());");
    return await build({ entry, board: "esp32", typecheck: false });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("ports on Espruino", () => {
  let code: string;
  let map: ImageMap;

  before(async () => {
    ({ code, map } = await image());
  });

  function boardWith(name: string, prepare: (board: SimBoard) => void = () => undefined): SimBoard {
    const board = new SimBoard();
    board.define("which", () => name);
    prepare(board);
    board.load(code, map);
    board.run({ for: 200_000 });
    expect(board.remarks).to.deep.equal([]);
    return board;
  }

  /** What it has printed without what the firmware says beside. */
  const texts = (board: SimBoard): string[] =>
    board.console.map(({ text }) => text).filter((text) => !text.startsWith("ERROR: "));

  it("a serial port wakes its reader, and a drain takes the time that the bytes take", () => {
    const board = boardWith("echo");
    board.serial(2).write("short\n");
    board.serial(2).write("x".repeat(200) + "\n", 400_000);
    const { reason, waiting, watching } = board.run({ for: 600_000 });
    expect([reason, waiting.map(({ waitsFor }) => waitsFor), watching]).to.deep.equal([
      "idle",
      ["a stream"],
      ["Serial2"],
    ]);
    // 201 bytes go out as 64, 64, 64 and 9: the last ones are with the engine after 3 times 66.7 ms.
    expect(texts(board)).to.deep.equal(["200 short", "200 drained", `400 ${"x".repeat(200)}`, "600 drained"]);
    expect(board.serial(2).received.length).to.equal(207);
    expect(board.serial(2).baudrate).to.equal(9600);
  });

  it("a serial port that nobody reads holds a bounded number of bytes, and an unknown one is refused", () => {
    const board = boardWith("overrun", (fresh) => {
      fresh.serial(3).write("abcdef\n", 1000);
      fresh.serial(3).write("ghijk", 2000);
    });
    expect(texts(board)).to.deep.equal([
      "abcd ef\n array([103, 104, 105])",
      `ValueError("UART(9) doesn't exist",) 64 None`,
      "OSError(9,) OSError(9,) OSError(9,)",
    ]);
    expect(board.run().watching).to.deep.equal([]);
  });

  it("two serial ports of the board can be wired together", () => {
    const board = boardWith("loopback", (fresh) => {
      for (const [from, to] of [
        [2, 3],
        [3, 2],
      ])
        fresh.serial(from).onData = (data) => {
          fresh.serial(to).write(data);
        };
    });
    expect(texts(board)).to.deep.equal(["hello 300", "back", "TimeoutError()"]);
  });

  (espruino === undefined ? it.skip : it)(
    `on Espruino itself its loopback ports behave the same${espruino === undefined ? " (ESPRUINO does not name a binary)" : ""}`,
    () => {
      // Under a name that is not its own a port would be taken for another one, so these forward.
      const wires = `function over(port) {
        return {
          setup: function (baudrate, options) { port.setup(baudrate, options); },
          on: function (event, fn) { port.on(event, fn); },
          removeAllListeners: function (event) { port.removeAllListeners(event); },
          write: function (data) { port.write(data); },
        };
      }
      var Serial2 = over(LoopbackA), Serial3 = over(LoopbackB);
      function which() { return "loopback"; }
`;
      expect(realLines(wires + code)).to.deep.equal(["hello 300", "back", "TimeoutError()"]);
    },
  );

  it("a peer that resets, is lost or vanishes, and one that is not there", () => {
    const board = boardWith("faults", (fresh) => {
      fresh.network.listen(80, (connection) => {
        connection.write("to");
        connection.onData = (data) => {
          if (data.toString() === "reset") connection.reset();
          else if (data.toString() === "lost") connection.lose();
          else connection.end();
        };
      });
    });
    expect(texts(board)).to.deep.equal([
      "reset OSError(104,) array([116, 111]) OSError(104,) OSError(104,)",
      "lost OSError(110,) array([116, 111]) OSError(110,) OSError(110,)",
      "vanish EOFError() array([116, 111]) array([]) OSError(104,)",
      "OSError(111,)",
      "['desk', 80]",
    ]);
  });

  it("a peer that takes nothing makes drain wait, and close waits for it too", () => {
    let desk: SimConnection | undefined;
    const board = boardWith("slow", ({ network }) => {
      network.listen(80, (connection) => {
        desk = connection;
        connection.pause();
      });
    });
    expect([texts(board), desk?.received.length]).to.deep.equal([["TimeoutError()"], 0]);
    desk?.resume();
    desk!.onData = () => {
      if (desk!.received.length === 5003) desk!.pause();
    };
    board.run({ for: 100_000 });
    expect([texts(board).slice(1), desk?.received.length]).to.deep.equal([["204 drained"], 5003]);
    desk?.resume();
    board.run({ for: 100_000 });
    expect([texts(board).slice(2), desk?.received.length]).to.deep.equal([["302 closed"], 8003]);
    expect(desk?.open).to.equal(false);
  });

  it("a peer that vanishes while bytes are on their way is an error", () => {
    let desk: SimConnection | undefined;
    const board = boardWith("vanishing", ({ network }) => {
      network.listen(80, (connection) => {
        desk = connection;
        connection.pause();
      });
    });
    desk?.end();
    board.run();
    expect(texts(board)).to.deep.equal(["OSError(104,) 200"]);
  });

  it("a connection whose reader falls too far behind breaks, after what arrived", () => {
    const board = boardWith("flood", ({ network }) => {
      network.listen(80, (connection) => {
        connection.write("x".repeat(20_000));
      });
    });
    expect(texts(board)).to.deep.equal(["True OSError(105,) OSError(105,)"]);
  });

  it("a server serves the desk; it is not told who that is", () => {
    const board = boardWith("server");
    const desk = board.network.connect(80)!;
    desk.write("hello\n");
    board.run();
    expect(texts(board)).to.deep.equal(["OSError(98,)", "KeyError('peername',)", "closed"]);
    expect([desk.received.toString(), desk.open]).to.deep.equal(["you said hello\n", false]);
    expect(board.run().watching).to.deep.equal([]);
  });
});
