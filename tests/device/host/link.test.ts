import { expect } from "chai";
import { Duplex } from "node:stream";
import { Link } from "../../../src/host/device/link.ts";
import { VirtualClock } from "../support/virtual_clock.ts";
import { refusal } from "./support.ts";

/** The end of a cable that a test holds in its hands. */
class HandEnd extends Duplex {
  heard = "";
  /** Whether it takes what is written, and ends when it is told to. */
  takes = true;

  override _read(): void {
    // Data comes by `say`.
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.heard += chunk.toString();
    if (this.takes) done();
  }

  override _final(done: () => void): void {
    if (!this.takes) return;
    this.push(null);
    done();
  }

  say(text: string): void {
    this.emit("data", Buffer.from(text));
  }
}

function hold(): { end: HandEnd; clock: VirtualClock; link: Link } {
  const end = new HandEnd();
  const clock = new VirtualClock();
  return { end, clock, link: new Link("p", end, { clock }) };
}

describe("the connection to a board", () => {
  it("holds back what is written from XOFF to XON, in order, and hands on neither", async () => {
    const { end, clock, link } = hold();
    let text = "";
    link.onData = (data) => (text += data.toString());
    end.say("a\x13b");
    clock.after(700, () => end.say("\x11c"));
    clock.after(699, () => expect(end.heard).equal(""));
    await Promise.all([link.write(Buffer.from("1")), link.write(Buffer.from("2"))]);
    expect([end.heard, text, clock.now()]).deep.equal(["12", "abc", 700]);
    expect(link.received).equal(5);
  });

  it("writes after five seconds though no XON has come: it may have been lost", async () => {
    const { end, clock, link } = hold();
    end.say("\x13");
    await link.write(Buffer.from("1"));
    expect([end.heard, clock.now()]).deep.equal(["1", 5000]);
  });

  it("that takes no more bytes is over", async () => {
    const { end, clock, link } = hold();
    end.takes = false;
    expect((await refusal(link.write(Buffer.from("1")))).message).equal("it takes no more bytes");
    expect([link.closed, clock.now(), end.destroyed]).deep.equal(["it takes no more bytes", 10_000, true]);
  });

  it("is closed in order, or cut if that takes long; a write that is held back is told", async () => {
    const good = hold();
    await good.link.close();
    expect([good.end.writableFinished, good.clock.now()]).deep.equal([true, 0]);
    const bad = hold();
    bad.end.takes = false;
    bad.end.say("\x13");
    const held = refusal(bad.link.write(Buffer.from("1")));
    await bad.link.close();
    expect([bad.end.writableFinished, bad.end.destroyed, bad.clock.now()]).deep.equal([false, true, 300]);
    expect((await held).message).equal("closed");
    expect([bad.end.heard, bad.clock.now()]).deep.equal(["", 300]);
  });
});
