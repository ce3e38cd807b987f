import { expect } from "chai";
import { SimBoard } from "../../src/host/sim/index.ts";
import { boardWith, lines, timed } from "./support.ts";

const BUSY = "function busy(ms) { var t = getTime() + ms / 1000; while (getTime() < t); }\n";

describe("setTimeout and setInterval on the simulated board", () => {
  it("jump to their deadlines without waiting", () => {
    expect(
      timed('setTimeout(function () { print("a"); }, 5000); setTimeout(print, 2000, "b", 1);'),
    ).to.deep.equal(["2000000 b 1", "5000000 a"]);
  });

  it("take at least 0.1 ms, and count in whole µs", () => {
    const code =
      'setTimeout(print, 0, "a"); setTimeout(print, -5, "b"); setTimeout(print, 0.1259, "c"); setTimeout(print, NaN, "d");';
    expect(timed(code)).to.deep.equal(["100 a", "100 b", "100 d", "125 c"]);
  });

  it("that are overdue fire in the order in which they were added", () => {
    const code =
      BUSY +
      "[10, 5, 0].forEach(function (ms) { setTimeout(print, ms, ms); }); setTimeout(print, 30, 30); busy(20);";
    expect(lines(code)).to.deep.equal(["10", "5", "0", "30"]);
  });

  it("that a callback adds wait for the next round, even with 0", () => {
    const code =
      'setTimeout(function () { setTimeout(print, 0, "late"); print("first"); }, 1); setTimeout(print, 1, "second");';
    expect(timed(code)).to.deep.equal(["1000 first", "1000 second", "1100 late"]);
  });

  it("repeat until cleared, also by themselves, and at a new pace from changeInterval on", () => {
    const code = `var n = 0, id = setInterval(function () {
      print(++n);
      if (n === 2) changeInterval(id, 10);
      if (n === 3) clearInterval(id);
    }, 100);`;
    // A change counts from now, and the interval is added once more when the callback returns.
    expect(timed(code)).to.deep.equal(["100000 1", "200000 2", "220000 3"]);
  });

  it("catch up one call a round after a busy spell", () => {
    const code =
      BUSY +
      "var n = 0, id = setInterval(function () { print(++n); if (n === 4) clearInterval(id); }, 10); busy(25);";
    const [first, second, third, fourth] = boardWith(code).console.map((line) => line.at / 1000);
    expect(first).to.be.within(25, 25.1);
    expect(second).to.equal(first);
    expect([third, fourth]).to.deep.equal([30, 40]);
  });

  it("are cleared one by one or all at once, never by undefined", () => {
    const code = `var a = setTimeout(print, 1, "a"); setTimeout(print, 2, "b"); clearTimeout(a); clearTimeout(99);
      try { clearTimeout(undefined); } catch (e) { print(e.message); }
      setTimeout(function () { setInterval(print, 1, "c"); clearInterval(); }, 5);`;
    expect(lines(code)).to.deep.equal([
      "clearTimeout(undefined) not allowed. Use clearTimeout() instead",
      "b",
    ]);
  });

  it("use an id again once the last timers are gone", () => {
    const code = `var a = setTimeout(print, 9), b = setTimeout(print, 9); clearTimeout(b); print(a, b, setTimeout(print, 9));
      clearTimeout(); print(setInterval(print, 9)); clearInterval();`;
    expect(lines(code)).to.deep.equal(["1 2 2", "1"]);
  });

  it("never share an id while the later of two runs", () => {
    expect(
      lines(
        "var a = setTimeout(print, 9); setTimeout(print, 9); clearTimeout(a); print(setTimeout(print, 9)); clearTimeout();",
      ),
    ).to.deep.equal(["3"]);
  });

  it("start over from the first one when a callback changes them", () => {
    const code =
      BUSY +
      `var n = 0, id = setInterval(function () { print("a" + ++n); if (n === 3) clearInterval(id); }, 10);
      setTimeout(function () { print("b"); setTimeout(print, 5, "d"); }, 12); setTimeout(print, 13, "c"); busy(25);`;
    expect(lines(code)).to.deep.equal(["a1", "b", "a2", "c", "a3", "d"]);
  });

  it("refuse what is no function, and more than 100 years", () => {
    const attempt = (text: string) => `try { ${text} } catch (e) { print(e.message); }`;
    expect(
      lines(attempt("setTimeout(5)") + attempt("setInterval(print, 1e15)") + attempt("changeInterval(7, 1)")),
    ).to.deep.equal([
      "Function or String not supplied!",
      "Interval is too long (>100 years)",
      "Unknown Interval",
    ]);
    expect(lines(`setTimeout("print('text')", 1)`)).to.deep.equal(["text"]);
  });
});

describe("the wall clock of the simulated board", () => {
  it("moves with setTime, and no timer does", () => {
    const code = `setTimeout(function () { print(getTime()); setTime(1e9); print(getTime(), Date.now()); }, 1000);
      setTimeout(function () { print(getTime()); setTime(0); }, 2000);
      setTimeout(function () { print(getTime(), new Date().getTime()); }, 3000);`;
    expect(timed(code)).to.deep.equal([
      "1000000 1",
      "1000000 1000000000 1000000000000",
      "2000000 1000000001",
      "3000000 1 1000",
    ]);
  });

  it("starts where it is told, in UTC", () => {
    const code =
      'print(getTime(), new Date(), new Date(2026, 0, 2, 3).toISOString(), new Date("2019-02-19T10:57").getHours())';
    expect(lines(code, { epoch: 86400 })).to.deep.equal([
      "86400 Date: Fri Jan 2 1970 00:00:00 GMT+0000 2026-01-02T03:00:00.000Z 10",
    ]);
  });

  it("lets a busy wait end, and stands still for everybody else", () => {
    const code =
      BUSY +
      "for (var i = 0, t = getTime(); i < 500; i++) getTime(); print(getTime() - t); busy(5); print(getTime() >= 0.005);";
    const board = boardWith(code);
    expect(board.output).to.equal("0\ntrue\n");
    expect(board.console[1]?.at).to.be.within(5000, 5020);
  });
});

describe("a run of the simulated board", () => {
  const ticking = "setInterval(function () { print(getTime()); }, 100);";

  it("ends when its time is over, and goes on from there", () => {
    const board = new SimBoard();
    board.load(ticking);
    expect(board.run({ for: 250_000 })).to.include({ reason: "time", now: 250_000 });
    expect(board.run({ for: 50_000 })).to.include({ reason: "time", now: 300_000 });
    expect(board.output).to.equal("0.1\n0.2\n0.3\n");
    expect(board.nextEventAt).to.equal(400_000);
  });

  it("ends when it is told to", () => {
    const board = new SimBoard();
    board.load(ticking);
    expect(board.run({ until: () => board.console.length === 3 })).to.include({
      reason: "until",
      now: 300_000,
    });
  });

  it("ends when nothing is left to do", () => {
    const board = new SimBoard();
    board.load("setTimeout(print, 10)");
    expect(board.run()).to.deep.equal({
      reason: "idle",
      now: 10_000,
      waiting: [],
      watching: [],
      message: "",
    });
    expect(board.nextEventAt).to.equal(Infinity);
    expect(board.run({ for: 5000 })).to.include({ reason: "idle", now: 15_000 });
  });

  it("ends with a message when the program never comes back to the idle loop", () => {
    for (const code of ["while (true);", "setTimeout(function () { for (;;); }, 5)"]) {
      const board = new SimBoard({ timeLimit: 300 });
      board.load(code);
      const result = board.run({ for: 1e6 });
      expect(result.reason).to.equal("busy");
      expect(result.message).to.match(/has not come back to the idle loop for 0\.3 s/);
      expect(() => board.load("1")).to.throw("idle loop");
    }
  });

  it("gives the same transcript every time", () => {
    const code = "for (var i = 0; i < 20; i++) setTimeout(print, Math.random() * 100, i, Math.random());";
    expect(timed(code)).to.deep.equal(timed(code));
  });

  it("shows each line when it is printed", () => {
    const board = new SimBoard();
    const seen: string[] = [];
    board.onPrint = ({ at, text, kind }) => seen.push(`${at} ${kind} ${text}`);
    board.load('print("a", 1); setTimeout(function () { throw "b"; }, 1); console.log({ x: [1, "y"] });');
    expect(seen).to.have.length(2);
    board.run();
    expect(seen).to.deep.equal([
      "0 print a 1",
      '0 print { \n  "x": [ 1, \n    "y"\n   ]\n }',
      "1000 uncaught Uncaught b",
    ]);
  });
});
