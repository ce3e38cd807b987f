import { expect } from "chai";
import { ConsoleDevice } from "../../../src/host/sim/console/index.ts";
import { LOOP_FOUND } from "../support/loops.ts";
import { bench, HostEnd } from "./support.ts";

const PROMPT = "1\r\n=1\r\n>";

describe("the simulated device", () => {
  it("follows the clock, and runs what is in its flash memory", () => {
    const { say, device } = bench({
      storage: { ".bootcde": 'var n = 0; setInterval(function () { print("tick", ++n); }, 1000);' },
    });
    expect(say("", 2500))
      .to.match(/tick 1\r\n.*tick 2\r\n/s)
      .and.not.to.contain("tick 3");
    expect(say("\x10print(Math.round(getTime()*10))\n", 0)).to.contain("25\r\n");
    device.close();
  });

  it("is busy for the time that it takes to erase flash memory", () => {
    const { say } = bench();
    expect(say("\x10require('Storage').eraseAll()\n1\n", 9000)).to.equal("");
    expect(say("", 2000)).to.equal(PROMPT);
  });

  it("does not answer while a line never ends, until ctrl-C leads to the debugger and out of it", () => {
    const { say, device } = bench({ busyAfter: LOOP_FOUND });
    expect(say("while(1);\n")).to.equal("while(1);\r\n");
    expect(say("1\n", 60_000)).to.equal("");
    expect(device.board.hung).to.equal(true);
    // What was typed ahead reaches the debugger.
    expect(say("\x03")).to.match(/^debug>1\r\nIn debug mode: .*\r\ndebug>$/);
    expect(say("continue\n")).to.equal("continue\r\n");
    expect(say("1\n")).to.equal("");
    expect(say("\x03")).to.contain("debug>");
    expect(say("\x03")).to.match(/Execution Interrupted\r\n>$/);
    expect(say("1\n")).to.equal(PROMPT);
  });

  it("lets ctrl-C end a loop at once where there is no debugger, and in a line sent in silence", () => {
    const without = bench({ busyAfter: LOOP_FOUND, debugger: false });
    without.say("while(1);\n");
    expect(without.say("\x03")).to.equal("Execution Interrupted\r\n>");
    const silent = bench({ busyAfter: LOOP_FOUND });
    expect(silent.say("\x10while(1);\n")).to.equal("");
    expect(silent.say("\x03")).to.equal("Execution Interrupted\r\n>");
    expect(silent.say("1\n")).to.equal(PROMPT);
  });

  it("takes out the timer whose callback was interrupted, and lets the others go on", () => {
    const { say, device } = bench({
      busyAfter: LOOP_FOUND,
      debugger: false,
      storage: {
        ".bootcde": "setInterval(function () { while (1); }, 100); setInterval(print, 150, 'other');",
      },
    });
    expect(say("", 2000)).to.equal("");
    const heard = say("\x03", 400);
    expect(heard).to.contain("ERROR: Ctrl-C while processing interval - removing it.\r\n");
    expect(heard).to.contain("Execution Interrupted during event processing.\r\n");
    expect(heard).to.match(/other\r\n.*other\r\n/s);
    device.close();
  });

  it("prints what a loop that prints for ever has printed, and then hangs", () => {
    const { say, device } = bench({ busyAfter: LOOP_FOUND, debugger: false });
    const heard = say("\x10while(1)print('flood'.repeat(1000))\n");
    expect(heard.length).to.be.within(1 << 18, (1 << 18) + 6000);
    expect(device.board.hung).to.equal(true);
    expect(say("\x03")).to.equal("Execution Interrupted\r\n>");
  });

  it("has an input buffer that says when it is full, and loses what does not fit", () => {
    const { say } = bench({ busyAfter: LOOP_FOUND, debugger: false });
    say("while(1);\n");
    expect(say("x".repeat(3000))).to.equal("");
    expect(say("x".repeat(3000))).to.equal("\x13");
    const heard = say("\x03");
    expect(heard.split("\x11")).to.have.length(2);
    expect(heard).to.contain("x".repeat(4096)).and.not.to.contain("x".repeat(4097));
  });

  it("keeps its flash memory through resets, and tells of them as the boot loader does", () => {
    const { say, device } = bench({ storage: { ".bootcde": 'print("up")' } });
    device.board.brownOut();
    expect(say("\x00", 500)).to.match(/^\r\nrst:0xf \(RTCWDT_BROWN_OUT_RESET\),boot:0x13 .*\r\nup\r\n\r\n>$/);
    say("E.reboot()\n", 0);
    expect(say("lost while it is off\n", 500))
      .to.match(/rst:0xc \(SW_CPU_RESET\).*up\r\n\r\n>$/s)
      .and.not.to.contain("lost");
  });

  it("can reset by itself over and over", () => {
    const { say, device } = bench({ resetEvery: 2e6, storage: { ".bootcde": 'print("up")' } });
    expect(say("", 10_000).match(/up\r\n/g)).to.have.length(4);
    device.close();
  });

  it("can be without Espruino", () => {
    expect(bench({ noFirmware: "silent" }).say("1\n", 10_000)).to.equal("");
    const loader = bench({ noFirmware: "loader" });
    expect(loader.say("1\n", 2000).match(/invalid header: 0xffffffff/g)).to.have.length(4);
    loader.device.close();
    expect(bench({ noFirmware: "garbage" }).say("1\n")).to.match(/^[\x80-\xff]{24,}$/);
  });

  it("lets two hosts listen, and goes on when they are gone", () => {
    const { say, device, host } = bench();
    const other = new HostEnd();
    device.connect(other);
    expect(say("1\n")).to.equal(PROMPT);
    expect(other.hear()).to.equal(PROMPT);
    host.destroy();
    other.send("2\n");
    expect(other.hear()).to.equal("2\r\n=2\r\n>");
    device.disconnect();
    expect(other.destroyed).to.equal(true);
  });
});

describe("the cable of the simulated device", () => {
  const line = `"${"0123456789".repeat(100)}".length\n`;

  it("can be cut after a number of bytes, for good", () => {
    for (const cutMode of ["close", "silent"] as const) {
      const { say, host, device } = bench({}, { cutAfter: 4, cutMode });
      let cuts = 0;
      device.onCut = () => cuts++;
      // The answer was under way before the cut.
      expect(say("1+1\n1+1\n")).to.equal("1+1\r\n=2\r\n>");
      expect(say("1+1\n")).to.equal("");
      expect([cuts, host.destroyed]).to.deep.equal([1, cutMode === "close"]);
      const late = new HostEnd();
      device.connect(late);
      expect(late.destroyed).to.equal(true);
      // What came before has reached the board.
      device.board.run();
      expect(device.board.evaluate("1")).to.equal(1);
    }
    const kept = bench({}, { cutAfter: 30 });
    kept.say("\x10a=1\n");
    kept.say("\x10".padEnd(40, "a=2;"));
    expect(kept.device.board.evaluate("a")).to.equal(1);
  });

  it("loses, doubles and flips bytes at a rate, the same ones each time", () => {
    const through = (faults: object): string => {
      const { say, device } = bench({}, { direction: "in", ...faults });
      const heard = say(line.slice(0, -1));
      device.close();
      return heard;
    };
    const clean = line.slice(0, -1);
    expect(through({})).to.equal(clean);
    expect(through({ drop: 0.02 }).length).to.be.within(clean.length - 40, clean.length - 5);
    expect(through({ double: 0.02 }).length).to.be.within(clean.length + 5, clean.length + 40);
    expect(through({ drop: 0.02, seed: 7 })).to.equal(through({ drop: 0.02, seed: 7 }));
    expect(through({ drop: 0.02, seed: 7 })).not.to.equal(through({ drop: 0.02, seed: 8 }));
    const out = bench({}, { direction: "out", flip: 0.05 }).say(clean);
    const flipped = Array.from(out).filter((char, i) => char !== clean[i]);
    expect(out.length).to.equal(clean.length);
    expect(flipped.length).to.be.within(20, 90);
  });

  it("passes bytes at its bit rate", () => {
    const { say } = bench({}, { baud: 1000, direction: "in" });
    // Ten bits to the byte: a tenth of a second for ten bytes, both ways.
    expect(say("0123456789", 50).length).to.be.within(2, 5);
    expect(say("", 30).length).to.be.within(2, 4);
    expect(say("", 100).length).to.be.within(1, 5);
  });

  it("is a stream to whoever uses it", async () => {
    const device = new ConsoleDevice();
    const host = new HostEnd();
    device.connect(host);
    host.send("1\n");
    device.close();
    expect(host.hear()).to.equal(PROMPT);
    expect(host.destroyed).to.equal(true);
  });
});
