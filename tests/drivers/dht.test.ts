import { expect } from "chai";
import { DHT11, DHT22, type Level, type SimBoard } from "../../src/host/sim/index.ts";
import { boardWith, images, printed, type Image } from "./support.ts";

/** A reading as text, and how long it took. */
const HEAD = `
    const dht = new drivers.DHT22(new Pin(4));
    const text = ({ humidity_percent, temperature_c }) => humidity_percent + " " + temperature_c;
    let start = ticks_ms();
    const took = () => ticks_diff(ticks_ms(), start);`;

const BODIES: Record<string, string> = {
  read: `${HEAD}
    print(text(await dht.read()), took());
    start = ticks_ms();
    print(text(await dht.read()), took());
    await sleep_ms(3000);
    start = ticks_ms();
    print(text(await dht.read()), took());`,
  eleven: `${HEAD}
    const other = new drivers.DHT11(new Pin(5));
    print(await failure((async () => text(await other.read()))()), took());
    print(await failure((async () => text(await other.read()))()), took());`,
  once: `${HEAD}
    print(await failure((async () => text(await dht.read()))()), took());`,
  both: `${HEAD}
    print(...(await gather(dht.read(), dht.read())).map(text), took());`,
  busy: `${HEAD}
    create_task((async () => { for (;;) { await sleep_ms(1); spend(5000); } })());
    print(text(await dht.read()));`,
  cancelled: `${HEAD}
    // While it waits for its time, in the start pulse and in the answer.
    for (const ms of [500, 1, 4]) {
      const task = create_task(dht.read());
      await sleep_ms(ms);
      print(task.cancel(), await failure(task), getPinMode(4));
      await sleep_ms(2100);
    }
    print(text(await dht.read()));`,
  failing: `${HEAD}
    print(await failure(dht.read()), took() < 2200, getPinMode(4));
    print(text(await dht.read()));`,
  rude: `
    async function ask(ms) {
      const pin = new Pin(4, Pin.OPEN_DRAIN, { value: 0 });
      await sleep_ms(ms);
      pin.on();
      await sleep_ms(1);
      return pin;
    }
    await sleep_ms(500);
    await ask(2);
    await sleep_ms(1000);
    await ask(0);
    const pin = await ask(2);
    // The wire may happen to be low already.
    for (const level of [0, 1, 0, 1]) {
      pin.value(level);
      await sleep_ms(1);
    }
    await sleep_ms(95);
    await ask(2);`,
};

/** Answers to a start with the bits of a data sheet, in its own times. */
function answers(board: SimBoard, gpio: number, bits: string): void {
  const pin = board.pins[`D${gpio}`];
  let low = 0;
  pin.drive(1);
  pin.watch(({ at, level, by }) => {
    if (by !== "board") return;
    if (level === 0) low = at;
    else if (at - low >= 1000) {
      let us = at + 30;
      const put = (to: Level, after: number): void => {
        pin.drive(to, us);
        us += after;
      };
      put(0, 80);
      put(1, 80);
      for (const bit of bits.replaceAll(" ", "")) {
        put(0, 50);
        put(1, bit === "1" ? 70 : 27);
      }
      put(0, 50);
      put(1, 0);
    }
  });
}

describe("DHT11 and DHT22", () => {
  let image: Image;

  before(async () => {
    image = await images(BODIES);
  });

  const attach =
    (part: DHT11 | DHT22) =>
    (board: SimBoard): void => {
      board.attach(part);
    };

  it("reads once in two seconds, in 7 ms, what was measured at the reading before", () => {
    const part = new DHT22({
      pin: 4,
      temperature_c: (time_s) => 20 + Math.floor(time_s),
      humidity_percent: 40.2,
    });
    const board = boardWith(image, "read", attach(part));
    const [first, second, third] = printed(board);
    expect(first).to.match(/^40.2 20 200\d$/);
    expect(second).to.match(/^40.2 22 200\d$/);
    expect(third).to.match(/^40.2 24 [5-8]$/);
    expect(board.remarks).to.deep.equal([]);
  });

  it("gives what the data sheets give for their examples", () => {
    // DHT22, page 5: 65.2 % and 35.1 °C, and -10.1 °C.
    for (const [bits, reading] of [
      ["0000 0010 1000 1100 0000 0001 0101 1111 1110 1110", "65.2 35.1"],
      ["0000 0010 1000 1100 1000 0000 0110 0101 0111 0011", "65.2 -10.1"],
    ]) {
      const board = boardWith(image, "once", (b) => {
        answers(b, 4, bits);
      });
      expect(printed(board)[0]).to.match(new RegExp(`^${reading} 20\\d\\d$`));
    }
    // DHT11, page 4: 53 % and 24 °C, then a sum that is wrong.
    const [right, wrong] = ["0100 1101", "0100 1001"].map((sum) =>
      printed(
        boardWith(image, "eleven", (b) => {
          answers(b, 5, "0011 0101 0000 0000 0001 1000 0000 0000 " + sum);
        }),
      ),
    );
    expect(right[0]).to.match(/^53 24 102\d$/);
    expect(wrong[0]).to.match(/^ChecksumError\('DHT11',\) 102\d$/);
  });

  it("reads a DHT11 once a second, in 25 ms", () => {
    const part = new DHT11({ pin: 5, humidity_percent: 37, temperature_c: -3.4 });
    const board = boardWith(image, "eleven", attach(part));
    expect(printed(board)[0]).to.match(/^37 -3.4 102\d$/);
    expect(printed(board)[1]).to.match(/^37 -3.4 204\d$/);
    expect(board.remarks).to.deep.equal([]);
  });

  it("lets tasks take turns", () => {
    const board = boardWith(image, "both", attach(new DHT22({ pin: 4 })));
    expect(printed(board)[0]).to.match(/^50 20 50 20 40\d\d$/);
    expect(board.remarks).to.deep.equal([]);
  });

  it("reads the same with handlers 5 ms late, and with 10 µs of jitter", () => {
    const part = new DHT22({ pin: 4, humidity_percent: 65.2, temperature_c: -10.1, jitter_us: 10 });
    const board = boardWith(image, "busy", (b) => {
      b.attach(part);
      b.define("spend", (micros) => {
        b.spend(Number(micros));
      });
    });
    expect(printed(board)).to.deep.equal(["65.2 -10.1"]);
  });

  it("leaves the wire alone when it is cancelled, wherever that is, and reads again", () => {
    const board = boardWith(image, "cancelled", attach(new DHT22({ pin: 4 })));
    const cancelled = "True CancelledError() input_pullup";
    expect(printed(board)).to.deep.equal([cancelled, cancelled, cancelled, "50 20"]);
    expect(board.remarks).to.deep.equal([]);
    expect(board.run().watching).to.deep.equal([]);
  });

  it("reads again once the fault is gone", () => {
    for (const [fault, error] of [
      ["unplugged", "OSError(110,)"],
      ["stuck", "OSError(110,)"],
      ["checksum", "ChecksumError('DHT22',)"],
      ["noise", "ChecksumError('DHT22',)"],
    ] as const) {
      const board = boardWith(image, "failing", (b) =>
        b.attach(new DHT22({ pin: 4, seed: 1 })).fault(fault, { to: "3s" }),
      );
      expect(printed(board), fault).to.deep.equal([`${error} True input_pullup`, "50 20"]);
    }
  });

  it("the part does not answer what the data sheet does not allow, and says so", () => {
    const board = boardWith(image, "rude", attach(new DHT22({ pin: 4 })));
    expect(board.remarks).to.deep.equal([
      "DHT22: asked 498 ms too early: no answer",
      "DHT22: a start pulse of 0 µs, and it needs 1000: no answer",
      "DHT22: the board pulls at the wire while it answers",
      "DHT22: asked 1898 ms too early: no answer",
    ]);
  });
});
