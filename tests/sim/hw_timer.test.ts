import { expect } from "chai";
import { SimBoard } from "../../src/host/sim/index.ts";
import { boardWith, lines, timed } from "./support.ts";

const T = 'var T = require("timer");\n';

describe('require("timer") on the simulated board', () => {
  it("is missing from firmware before 2v29", () => {
    const code = 'try { require("timer") } catch (e) { print(e.message) } print(process.version);';
    expect(lines(code, { firmware: { timer: false } })).to.deep.equal(['Module "timer" not found', "2v27"]);
    expect(lines("print(typeof require('timer').add, process.version)")).to.deep.equal(["function 2v29"]);
  });

  it("calls an EXEC function to the µs, but not before 30 µs, and again at its interval", () => {
    const code = `${T} function f(x) { return function () { print(x); }; }
      T.add({ type: "EXEC", fn: f("a"), time: 1.2345 }); T.add({ type: "EXEC", fn: f("b"), time: 0 });
      var n = 0, id = T.add({ type: "EXEC", fn: function () { print("c"); if (++n === 3) T.remove(id); }, time: 2, interval: 0.5 });`;
    expect(timed(code)).to.deep.equal(["30 b", "1234 a", "2000 c", "2500 c", "3000 c"]);
  });

  it("does the job that was added last first when two are due at one moment", () => {
    const code = `${T} ["a", "b"].forEach(function (x) { T.add({ type: "EXEC", fn: function () { print(x); }, time: 1 }); });`;
    expect(timed(code)).to.deep.equal(["1000 b", "1000 a"]);
  });

  it("sets pins at a time, with no help from the program", () => {
    const code = `${T} pinMode(D4, "output"); pinMode(D5, "output");
      T.add({ type: "SET", pin: D4, pin2: D5, value: 3, time: 1 }); T.add({ type: "SET", pin: D4, value: 0, time: 2 });`;
    const board = boardWith(code);
    expect(board.pins.D4?.edges).to.deep.equal([
      { at: 0, level: 0, by: "board" },
      { at: 1000, level: 1, by: "board" },
      { at: 2000, level: 0, by: "board" },
    ]);
    expect(board.pins.D5?.level).to.equal(1);
  });

  it("finds a pin that the world drives at the same moment driven already", () => {
    const board = new SimBoard();
    board.pins.D4?.drive(0);
    board.load(
      `${T} pinMode(D4, "input"); T.add({ type: "EXEC", fn: function () { print(digitalRead(D4)); }, time: 1 });`,
    );
    board.pins.D4?.drive(1, 1000);
    board.run();
    expect(board.output).to.equal("1\n");
  });

  it("interrupts a busy program, but never an interrupt: what comes then is lost", () => {
    const busy = "function busy(ms) { var t = getTime() + ms / 1000; while (getTime() < t); }";
    const code = `${T} ${busy} function a() { print("a"); busy(5); print("end of a"); }
      T.add({ type: "EXEC", fn: a, time: 1 }); T.add({ type: "EXEC", fn: function () { print("lost"); }, time: 3 });
      setTimeout(print, 2, "timeout"); busy(10); print("end of load");`;
    expect(lines(code)).to.deep.equal(["a", "end of a", "end of load", "timeout"]);
  });

  it("has 15 slots to use; one more is an error here, where the board would block", () => {
    const code = `${T} for (var i = 0; i < 16; i++) try { T.add({ type: "EXEC", fn: print, time: 5 }); }
      catch (e) { print(i, "" + e); }`;
    expect(lines(code, { for: 1 })).to.deep.equal([
      "15 InternalError: all 15 usable slots of the hardware timer are taken: on the board this call would block",
    ]);
  });

  it("frees the slot of a function in the idle loop only: until then add runs out of them and gives -1", () => {
    const code = `${T} function churn() { var ids = []; for (var i = 0; i < 17; i++) { ids.push(T.add({ type: "EXEC", fn: print, time: 5 })); T.remove(ids[i]); } return ids.join(); }
      print(churn()); setTimeout(function () { print(T.list().length, T.add({ type: "EXEC", fn: print, time: 1e6 })); }, 1);`;
    expect(lines(code, { for: 2000 })).to.deep.equal(["0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,-1", "0 0"]);
  });

  it("tells what is in its table", () => {
    const code = `${T} function f() {} T.add({ type: "EXEC", fn: f, time: 1, interval: 2 }); T.add({ type: "SET", pin: D4, value: 1, time: 5 });
      print(T.get(0).fn === f, T.get(0).type, T.get(0).time, T.get(0).interval, T.get(1).pins, T.get(1).value, T.list().length, T.get(7), T.remove(7));`;
    expect(lines(code, { for: 1 })).to.deep.equal(["true EXEC 1 2 [ D4 ] 1 2 undefined false"]);
  });

  it("refuses a job that lacks something", () => {
    const jobs = ['{ type: "FOO" }', '{ type: "EXEC" }', '{ type: "SET", value: 1 }', "undefined"];
    const code = T + jobs.map((job) => `try { T.add(${job}) } catch (e) { print(e.message) }`).join(";");
    expect(lines(code)).to.deep.equal([
      'Unsupported timer type "FOO"',
      "`ptr` or `fn` required for EXEC timer",
      "`pin` required for SET timer",
      "Unsupported timer type undefined",
    ]);
  });

  it("wraps beyond 35 minutes, as the firmware's 32 bits do, and the simulator says so", () => {
    const board = boardWith(
      T + 'T.add({ type: "EXEC", fn: function () { print("early"); }, time: 3600000 });',
    );
    expect(board.console[0]).to.include({ at: 30, text: "early" });
    expect(board.remarks[0]).to.match(/cannot wait 3600000 ms/);
  });
});

describe("digitalPulse on the simulated board", () => {
  it("makes pulses one after the other, exactly", () => {
    const board = boardWith("digitalPulse(D4, 1, 5); digitalPulse(D4, 1, [1, 2, 3]);");
    expect(board.pins.D4?.edges.map(({ at, level }) => [at, level])).to.deep.equal([
      [0, 1],
      [5000, 0],
      [8000, 1],
      [11000, 0],
    ]);
  });

  it("waits for the pulse before, whatever the level", () => {
    const board = boardWith("digitalPulse(D4, 1, 5); digitalPulse(D4, 0, 2);");
    const edges = board.pins.D4?.edges.map(({ at, level }) => [at, level]);
    expect(edges).to.deep.equal([
      [0, 1],
      [5000, 0],
      [7000, 1],
    ]);
  });

  it("with time 0 waits for the pulse to end", () => {
    const board = boardWith(
      "digitalPulse(D4, 1, 5); print(getTime()); digitalPulse(D4, 1, 0); print(getTime());",
    );
    expect(board.output).to.equal("0\n0.005\n");
  });

  it("with time 0 and a job that repeats is an error instead of a hang", () => {
    const code =
      'require("timer").add({ type: "SET", pin: D4, value: 1, time: 1, interval: 1 }); digitalPulse(D5, 1, 0);';
    expect(lines(code, { for: 5000 })[0]).to.match(
      /^Uncaught Error: waiting for the hardware timer would take for ever/,
    );
  });
});
