import { expect } from "chai";
import { duplexPair, type Duplex } from "node:stream";
import { sleep } from "../../../src/host/clock.ts";
import { Link } from "../../../src/host/device/link.ts";
import { ConsoleLines, monitor } from "../../../src/host/device/monitor.ts";
import { DeviceError } from "../../../src/host/device/troubles.ts";
import { ConsoleDevice } from "../../../src/host/sim/console/index.ts";
import { VirtualClock } from "../support/virtual_clock.ts";
import { plug } from "./support.ts";

/** ms between attempts to connect. */
const PAUSE = 100;

describe("the monitor", () => {
  let clock: VirtualClock;

  beforeEach(() => (clock = new VirtualClock()));

  /** Waits until something holds, for a minute at most. */
  async function until(holds: () => boolean): Promise<void> {
    const end = clock.now() + 60_000;
    while (!holds()) {
      expect(clock.now(), "it never does").below(end);
      await sleep(clock, 1);
    }
  }

  function watch(open: () => Promise<Link>, input?: AsyncIterable<string>, printed = "") {
    const controller = new AbortController();
    const shown = { out: "", say: "" };
    const done = monitor({
      ...{ open, input, printed, signal: controller.signal, clock, pause: PAUSE },
      now: () => new Date(2026, 0, 2, 3, 4, 5, 67),
      out: (text) => (shown.out += text),
      say: (text) => (shown.say += text),
    });
    return { controller, shown, done };
  }

  it("shows lines with their time, connects again, and leaves the board running at ctrl-C", async () => {
    const storage = { ".bootcde": 'var n=0;setInterval(function(){print("n",n++)},2)' };
    const device = new ConsoleDevice({ board: "esp32", storage, clock: clock.background });
    const ends: Duplex[] = [];
    let failures = 2;
    const { controller, shown, done } = watch(async () => {
      if (ends.length === 1 && failures-- > 0) throw new DeviceError("no-such-port", { port: "p" });
      ends.push(plug(device));
      return new Link("p", ends.at(-1)!, { clock });
    });
    await until(() => shown.out.split("\n").length > 3);
    expect(shown.out).match(/^03:04:05\.067 {2}n \d+$/m);
    ends[0].destroy();
    const lostAt = clock.now();
    await until(() => ends.length === 2);
    expect(clock.now() - lostAt).equal(2 * PAUSE);
    const before = shown.out.length;
    await until(() => shown.out.length > before);
    expect(shown.say).match(
      /^connected to p;.*\nconnection lost: .*\nwaiting: there is no port p\nconnected to p;.*\n$/,
    );
    controller.abort();
    await done;
    const n = () => device.board.clock.now;
    const now = n();
    await sleep(clock, 100);
    expect(n()).greaterThan(now);
    device.close();
  });

  it("shows what has come before it", async () => {
    const { controller, shown, done } = watch(
      async () => {
        const [end] = duplexPair();
        return new Link("p", end, { clock });
      },
      undefined,
      "before 21 \xc2\xb0C\r\nmore",
    );
    await until(() => shown.out.includes("more"));
    controller.abort();
    await done;
    expect(shown.out).equal("03:04:05.067  before 21 °C\n03:04:05.067  more\n");
  });

  it("sends the lines that are typed", async () => {
    const device = new ConsoleDevice({ board: "esp32", clock: clock.background });
    const here = plug(device);
    async function* typed() {
      await new Promise((resolve) => setImmediate(resolve));
      yield "print(6*7)";
    }
    const { controller, shown, done } = watch(async () => new Link("p", here, { clock }), typed());
    await until(() => /^03:04:05\.067 {2}42$/m.test(shown.out));
    controller.abort();
    await done;
    device.close();
  });

  it("takes prompts, and what redraws them, out of the lines", () => {
    const lines: string[] = [];
    const console = new ConsoleLines((line) => lines.push(line), PAUSE, clock);
    for (const text of ["\r\n>\r\x1b[Jone\r\n", ">\r\x1b[Jtw", "o\r\n>", "\r\x1b[J    ^\r\n>half"])
      console.take(text);
    expect(lines).deep.equal(["one", "two"]);
    console.flush();
    expect(lines).deep.equal(["one", "two", "half"]);
  });

  it("shows a line that stays unfinished", async () => {
    const lines: string[] = [];
    const console = new ConsoleLines((line) => lines.push(`${clock.now()} ${line}`), PAUSE, clock);
    console.take("ha");
    await sleep(clock, PAUSE - 1);
    console.take("lf");
    await sleep(clock, PAUSE + 1);
    expect(lines).deep.equal([`${2 * PAUSE - 1} half`]);
  });
});
