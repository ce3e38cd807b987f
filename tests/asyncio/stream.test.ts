import { expect } from "chai";
import { createContext, Script } from "node:vm";
import { image } from "../support/program.ts";

/** What all programs here begin with; numbers in front of what they print are virtual ms. */
const HEAD = `
import { UART } from "machine";
const { decode, open_connection, start_server } = asyncio;
/** A connection within the program: [client, server side]. */
async function pair() {
  let side;
  const made = new asyncio.Event();
  const server = await start_server(async (r) => { side = r; made.set(); }, "0.0.0.0", 80);
  const [client] = await open_connection("localhost", 80);
  await made.wait();
  server.close();
  return [client, side];
}
async function failure(coroutine) { try { return await coroutine; } catch (e) { return repr(e); } }
const bodies = [];
`;

interface Case {
  it: string;
  program: string;
  prints: string[];
}

const cases: Case[] = [
  {
    it: "carries bytes and UTF-8 text both ways",
    program: `
      const [a, b] = await pair();
      a.write("h\\u00e9\\u20ac\\ud83c\\udf54\\n");
      a.write(new Uint8Array([0, 255]));
      log(decode(await b.readline()) === "h\\u00e9\\u20ac\\ud83c\\udf54\\n", await b.read(9));
      b.write("back");
      await b.drain();
      log(decode(await a.readexactly(4)));`,
    prints: ["0 True array([0, 255])", "0 back"],
  },
  {
    it: "gives the same stream as reader and writer, and the peer's name",
    program: `
      const server = await start_server(async (r, w) => { log(r === w, w.get_extra_info("peername")); }, "0.0.0.0", 80);
      const [r, w] = await open_connection("localhost", 80);
      log(r === w, w instanceof asyncio.StreamReader, w instanceof asyncio.StreamWriter, w.get_extra_info("peername"));
      log(attempt(() => w.get_extra_info("socket")));
      await sleep_ms(1);
      log(asyncio.StreamReader === asyncio.StreamWriter);
`,
    prints: [
      "0 True True True ['localhost', 80]",
      "0 KeyError('socket',)",
      "0 True ['127.0.0.1', 49152]",
      "1 True",
    ],
  },
  {
    it: "read gives what there is, at most n, and waits only for the first byte",
    program: `
      const [a, b] = await pair();
      create_task((async () => { await sleep_ms(5); b.write("abcdef"); await sleep_ms(5); b.write("gh"); b.close(); })());
      log(decode(await a.read(4)));
      log(decode(await a.read(4)));
      log(decode(await a.read(4)));
      log(await a.read(4), await a.read(), await a.readline(), await a.read(0));
`,
    prints: ["5 abcd", "5 ef", "10 gh", "10 array([]) array([]) array([]) array([])"],
  },
  {
    it: "read without a number gives all up to the end of the stream",
    program: `
      const [a, b] = await pair();
      create_task((async () => { for (const x of ["a", "b", "c"]) { b.write(x); await sleep_ms(2); } b.close(); })());
      log(decode(await a.read()));
`,
    prints: ["6 abc"],
  },
  {
    it: "readline gives a line with its line feed, and the last one without",
    program: `
      const [a, b] = await pair();
      b.write("one\\n\\ntw");
      create_task((async () => { await sleep_ms(3); b.write("o\\nthree"); b.close(); })());
      for (let i = 0; i < 5; i++) log(repr(decode(await a.readline())));
`,
    prints: ["0 'one\\n'", "0 '\\n'", "3 'two\\n'", "3 'three'", "3 ''"],
  },
  {
    it: "readinto fills a buffer as far as there are bytes",
    program: `
      const [a, b] = await pair();
      const buffer = new Uint8Array(3);
      b.write("abcd"); b.close();
      log(await a.readinto(buffer), buffer);
      log(await a.readinto(buffer), buffer);
      log(await a.readinto(buffer), buffer);
`,
    prints: ["0 3 array([97, 98, 99])", "0 1 array([100, 98, 99])", "0 0 array([100, 98, 99])"],
  },
  {
    it: "readexactly collects its bytes, and raises EOFError at a premature end, which loses nothing",
    program: `
      const [a, b] = await pair();
      create_task((async () => { for (const x of ["ab", "cd", "ef"]) { b.write(x); await sleep_ms(2); } b.close(); })());
      log(decode(await a.readexactly(5)), await a.readexactly(0));
      log(await failure(a.readexactly(5)));
      log(decode(await a.read(9)), await a.read(9));
`,
    prints: ["4 abcde array([])", "6 EOFError()", "6 f array([])"],
  },
  {
    it: "a read takes a turn of the loop even if there are bytes",
    program: `
      const [a, b] = await pair();
      b.write("x");
      create_task((async () => { log("other"); })());
      await a.read(1);
      log("read");
      create_task((async () => { log("other"); })());
      await b.drain();
      log("drained");
`,
    prints: ["0 other", "0 read", "0 other", "0 drained"],
  },
  {
    it: "drain waits for a reader that does not read, which holds a bounded number of bytes",
    program: `
      const [a, b] = await pair();
      create_task((async () => { await sleep_ms(10); log("reads", (await b.readexactly(6000)).length); })());
      let sent = 0;
      const writer = create_task((async () => { for (; sent < 10; sent++) { a.write(new Uint8Array(1000)); await a.drain(); } })());
      await sleep_ms(9);
      log(sent, writer.done());
      await writer;
      log(sent, (await b.read(9999)).length);
`,
    prints: ["9 4 False", "10 reads 6000", "10 10 4000"],
  },
  {
    it: "write keeps a copy of the bytes that it cannot send yet",
    program: `
      const [a, b] = await pair();
      const bytes = new Uint8Array(4096);
      // The first one fills the other side, the second waits as a whole, the third one behind it.
      for (let i = 1; i < 4; i++) { bytes[0] = bytes[4095] = i; a.write(bytes); }
      bytes[0] = 9;
      for (let i = 1; i < 4; i++) { const got = await b.readexactly(4096); log(got[0], got[4095]); }
      await a.drain();
`,
    prints: ["0 1 1", "0 2 2", "0 3 3"],
  },
  {
    it: "close still sends what was written, and wait_closed waits for that",
    program: `
      const [a, b] = await pair();
      a.write(new Uint8Array(9000));
      create_task((async () => { await sleep_ms(5); log((await b.read()).length); })());
      a.close();
      log(await failure(a.read(1)), attempt(() => a.write("x")));
      await a.wait_closed();
      log("closed");
      log(await failure(a.drain()));
      a.close();
      await a.wait_closed();
`,
    prints: ["0 OSError(9,) OSError(9,)", "5 9000", "5 closed", "5 OSError(9,)"],
  },
  {
    it: "close ends a read that waits",
    program: `
      const [a] = await pair();
      const reader = create_task(failure(a.read(1)));
      await sleep_ms(2);
      a.close();
      log(await reader);
`,
    prints: ["2 OSError(9,)"],
  },
  {
    it: "a cancelled or timed out read loses nothing",
    program: `
      const [a, b] = await pair();
      b.write("no line ");
      for (const read of [a.readline(), a.readexactly(20), a.read()]) log(await failure(wait_for_ms(read, 5)));
      const reader = create_task(a.readline());
      await sleep_ms(1);
      reader.cancel();
      log(await failure(reader));
      b.write("yet\\nmore");
      log(decode(await a.read(3)), repr(decode(await a.readline())), decode(await a.read(99)));
`,
    prints: [
      "5 TimeoutError()",
      "10 TimeoutError()",
      "15 TimeoutError()",
      "16 CancelledError()",
      "16 no  'line yet\\n' more",
    ],
  },
  {
    it: "a line in what an abandoned read had taken is still found",
    program: `
      const [a, b] = await pair();
      b.write("one\\ntwo\\nth");
      log(await failure(wait_for_ms(a.readexactly(30), 5)));
      b.write("ree\\n");
      for (let i = 0; i < 3; i++) log(repr(decode(await a.readline())));
`,
    prints: ["5 TimeoutError()", "5 'one\\n'", "5 'two\\n'", "5 'three\\n'"],
  },
  {
    it: "a timed out drain leaves the stream as it was",
    program: `
      const [a, b] = await pair();
      a.write(new Uint8Array(5000));
      log(await failure(wait_for_ms(a.drain(), 5)));
      a.write("end");
      const reader = create_task(b.readexactly(5003));
      await wait_for_ms(a.drain(), 5);
      log(decode((await reader).subarray(5000, 5003)));
`,
    prints: ["5 TimeoutError()", "5 end"],
  },
  {
    it: "a second task that reads is refused, and the first one goes on",
    program: `
      const [a, b] = await pair();
      const first = create_task(a.read(1));
      await sleep_ms(0);
      log(await failure(a.readline()));
      b.write("x");
      log(decode(await first));
`,
    prints: ["0 RuntimeError('another task reads the stream',)", "0 x"],
  },
  {
    it: "a peer that closes with bytes unread is a reset",
    program: `
      const [a, b] = await pair();
      a.write("unread");
      b.write("last");
      b.close();
      log(decode(await a.read(9)), await failure(a.read(9)), await failure(a.readline()));
      log(attempt(() => a.write("x")), await failure(a.drain()));
      await a.wait_closed();
`,
    prints: ["0 last OSError(104,) OSError(104,)", "0 OSError(104,) OSError(104,)"],
  },
  {
    it: "a peer that has closed can be read to its end, and to write to it fails from the second time",
    program: `
      const [a, b] = await pair();
      b.write("bye");
      b.close();
      log(decode(await a.read()), attempt(() => a.write("x")), attempt(() => a.write("x")));
      log(await failure(a.drain()), await failure(a.read()));
`,
    prints: ["0 bye None OSError(104,)", "0 OSError(104,) OSError(104,)"],
  },
  {
    it: "a peer that vanishes while a drain waits raises there",
    program: `
      const [a, b] = await pair();
      a.write(new Uint8Array(9000));
      const drain = create_task(failure(a.drain()));
      await sleep_ms(3);
      b.close();
      log(await drain);
      await a.wait_closed();
      log("closed");
`,
    prints: ["3 OSError(104,)", "3 closed"],
  },
  {
    it: "open_connection raises when it is refused, and can be cancelled",
    program: `
      log(await failure(open_connection("localhost", 81)));
      await start_server(async () => log("accepted"), "0.0.0.0", 80);
      const opening = create_task(open_connection("localhost", 80));
      create_task((async () => opening.cancel())());
      log(await failure(opening));
      await sleep_ms(1);
      log(await failure(open_connection("localhost", 80, true)));
`,
    prints: ["0 OSError(111,)", "0 CancelledError()", "1 ValueError('there is no TLS',)"],
  },
  {
    it: "a server serves each connection in a task of its own until it is closed",
    program: `
      async function serve(r, w) {
        for (;;) { const line = await r.readline(); if (!line.length) break; await sleep_ms(10); w.write(line); await w.drain(); }
        w.close();
      }
      const server = await start_server(serve, "0.0.0.0", 80);
      async function client(name) {
        const [r, w] = await open_connection("localhost", 80);
        w.write(name + "\\n");
        const line = decode(await r.readline());
        w.close(); await w.wait_closed();
        return line.trim();
      }
      log(await gather(client("a"), client("b"), client("c")));
      log(await failure(start_server(serve, "0.0.0.0", 80)));
      const waiter = create_task(server.wait_closed());
      await sleep_ms(1);
      server.close(); server.close();
      await waiter; await server.wait_closed();
      log(await failure(client("d")));
`,
    prints: ["10 ['a', 'b', 'c']", "10 OSError(98,)", "11 OSError(111,)"],
  },
  {
    it: "a server is closed by using, and by cancelling who waits for its end",
    program: `
      { await using server = await start_server(async () => {}, "0.0.0.0", 80); log((await open_connection("x", 80)).length); }
      log(await failure(open_connection("x", 80)));
      const server = await start_server(async () => {}, "0.0.0.0", 80);
      const waiter = create_task(server.wait_closed());
      await sleep_ms(1);
      waiter.cancel();
      log(await failure(waiter), await failure(open_connection("x", 80)));
`,
    prints: ["0 2", "0 OSError(111,)", "1 CancelledError() OSError(111,)"],
  },
  {
    it: "a cancelled start_server listens no more",
    program: `
      const starting = create_task(start_server(async () => {}, "0.0.0.0", 80));
      create_task((async () => starting.cancel())());
      log(await failure(starting), await failure(open_connection("x", 80)));
      log(await failure(start_server(async () => {}, "0.0.0.0", 80, 5, true)));
`,
    prints: ["0 CancelledError() OSError(111,)", "0 ValueError('there is no TLS',)"],
  },
  {
    it: "an exception in a server's callback goes to the exception handler, and the server lives",
    program: `
      const server = await start_server(async (r) => { throw new ValueError(decode(await r.readline())); }, "0.0.0.0", 80);
      asyncio.get_event_loop().set_exception_handler((loop, context) => log(context.message, repr(context.exception)));
      for (const text of ["a", "b"]) { const [, w] = await open_connection("x", 80); w.write(text + "\\n"); await sleep_ms(1); }
`,
    prints: [
      "0 Task exception wasn't retrieved ValueError('a\\n',)",
      "1 Task exception wasn't retrieved ValueError('b\\n',)",
    ],
  },
  {
    it: "a serial port makes a stream, and readers and writers of one port share it",
    program: `
      const one = new UART(1, 9600), two = new UART(2, { baudrate: 9600 });
      const writer = new asyncio.StreamWriter(one, {}), reader = new asyncio.StreamReader(two);
      const line = create_task(reader.readline());
      await sleep_ms(2);
      log(await failure(new asyncio.StreamReader(two).read(1)));
      writer.write("hello\\nrest");
      await writer.drain();
      log(repr(decode(await line)), two.read(2).length, decode(two.readline()), two.read(), one.write("x"), one.write("\\u00e9"));
      two.deinit();
      log(attempt(() => two.read()), await failure(reader.read(1)), attempt(() => two.write("x")), attempt(() => new UART(7)));
      two.init(9600);
      log(two.read(), one.write("again"), decode(two.read()));
`,
    prints: [
      "2 RuntimeError('another task reads the stream',)",
      "2 'hello\\n' 2 st None 1 2",
      `2 OSError(9,) OSError(9,) OSError(9,) ValueError("UART(7) doesn't exist",)`,
      "2 None 5 again",
    ],
  },
  {
    it: "turning a serial port off ends a read that waits",
    program: `
      const uart = new UART(1);
      const reading = create_task(failure(new asyncio.StreamReader(uart).read(1)));
      await sleep_ms(1);
      uart.deinit();
      log(await reading);
`,
    prints: ["1 OSError(9,)"],
  },
];

describe("a stream", () => {
  let script: Script;

  before(async () => {
    // One image for all, which takes a second to build.
    const bodies = cases.map(({ program }) => `bodies.push(async () => {${program}\n});\n`);
    script = new Script(await image(HEAD + bodies.join("") + "asyncio.run(bodies[which]());"));
  });

  cases.forEach(({ it: title, prints }, which) => {
    it(title, () => {
      const lines: string[] = [];
      const context = createContext({ which, print: (line: string) => lines.push(line) });
      script.runInContext(context, { timeout: 20000 });
      expect(lines).to.deep.equal(prints);
    });
  });
});
