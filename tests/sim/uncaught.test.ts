import { expect } from "chai";
import { SimBoard } from "../../src/host/sim/index.ts";
import { boardWith, imageOf, lines } from "./support.ts";

const first = (text: string) => text.split("\n")[0];

describe("an exception that nobody catches on the simulated board", () => {
  it("is printed, and the board goes on", () => {
    const code = `setTimeout(function () { throw new Error("boom"); }, 1);
      setTimeout(function () { throw "text"; }, 2);
      setTimeout(function () { throw { a: 1 }; }, 3);
      setTimeout(function () { throw undefined; }, 4);
      setTimeout(function () { nowhere(); }, 5);
      setTimeout(print, 6, "going on");
      setInterval(function () { throw 1; }, 4);`;
    expect(lines(code, { for: 9000 }).map(first)).to.deep.equal([
      "Uncaught Error: boom",
      "Uncaught text",
      "Uncaught [object Object]",
      "Uncaught undefined",
      "Uncaught 1",
      "Uncaught ReferenceError: nowhere is not defined",
      "going on",
      "Uncaught 1",
    ]);
  });

  it("is printed when it leaves the image as it loads, too, with what was set up before still going", () => {
    const board = boardWith('setTimeout(print, 1, "still"); throw new TypeError("at load"); print("never");');
    expect(board.console.map(({ text, kind }) => `${kind} ${first(text)}`)).to.deep.equal([
      "uncaught Uncaught TypeError: at load",
      "print still",
    ]);
    expect(lines("var a = ;").map(first)).to.deep.equal(["Uncaught SyntaxError: Unexpected token ';'"]);
  });

  it("from a hardware timer, a watch or a Promise is printed as well", () => {
    const board = new SimBoard();
    board.load(`require("timer").add({ type: "EXEC", fn: function () { throw 1; }, time: 1 });
      setWatch(function () { throw 2; }, D4, true);
      setTimeout(function () { Promise.reject(new Error("three")); }, 3);
      setTimeout(function () { Promise.resolve().then(function () { throw 4; }); }, 4);`);
    board.pins.D4?.drive(1, 2000);
    board.run();
    expect(board.console.map(({ text }) => first(text))).to.deep.equal([
      "Uncaught 1",
      "Uncaught 2",
      "Uncaught Error: Unhandled promise rejection: Error: three",
      "Uncaught Error: Unhandled promise rejection: 4",
    ]);
  });

  it("goes to process.on('uncaughtException') where the program listens", () => {
    const code = `process.on("uncaughtException", function (e) { print("got", e.message); throw "again"; });
      setTimeout(function () { throw new Error("x"); }, 1);`;
    expect(lines(code)).to.deep.equal(["got x", "Uncaught again"]);
  });

  it("has a stack in the image where there is no map", () => {
    const board = new SimBoard();
    board.load('function f() {\n  throw new Error("x");\n}\nf();', undefined, "build/a.js");
    expect(board.output).to.equal("Uncaught Error: x\n    at build/a.js:2:9\n    at build/a.js:4:1\n");
  });

  it("has a stack in the user's own source where there is one", async () => {
    const source = `
import { ValueError } from "builtins";
const fail = (what: string): never => {
  throw new ValueError(what);
};
setTimeout(() => fail("first"), 1);
setTimeout(() => {
  const nothing: { x: number } = undefined as never;
  nothing.x++;
}, 2);
declare function setTimeout(fn: () => void, ms: number): void;
`;
    const { code, map } = await imageOf(source);
    const board = new SimBoard();
    board.load(code, map);
    board.run();
    const [raised, broken] = board.console.map(({ text }) => text.split("\n"));
    expect(raised?.[0]).to.match(/^Uncaught ValueError/);
    expect(raised?.[1]).to.match(/^ {4}at app\.ts:4:\d+$/);
    expect(raised?.[2]).to.match(/^ {4}at app\.ts:6:\d+$/);
    expect(broken?.[0]).to.match(/^Uncaught TypeError/);
    expect(broken?.[1]).to.match(/^ {4}at app\.ts:9:\d+$/);
  });
});

describe("Promise and events on the simulated board", () => {
  it("run after the timers of the same round, in the order of queueing", () => {
    const code = `setTimeout(function () { print("t1"); Promise.resolve().then(function () { print("p1"); }); }, 1);
      setTimeout(function () { print("t2"); Promise.resolve().then(function () { print("p2"); }); }, 1);
      Promise.resolve(1).then(function (v) { print(v); });
      print("load");`;
    expect(lines(code)).to.deep.equal(["load", "1", "t1", "t2", "p1", "p2"]);
  });

  it("settle once, chain, adopt thenables and reject by throwing", () => {
    const code = `new Promise(function (resolve, reject) { resolve(1); resolve(2); reject(3); }).then(function (v) { print("once", v); });
      Promise.reject(4).catch(function (e) { print("c", e); throw 5; }).then(0, function (e) { print("d", e); return 6; }).then(function (v) { print("e", v); });
      Promise.resolve({ then: function (r) { r(9); } }).then(function (v) { print("thenable", v); });
      Promise.all([1, Promise.resolve(2)]).then(function (v) { print(v); });
      Promise.all([Promise.reject(7), Promise.reject(8)]).catch(function (e) { print("all", e); });
      new Promise(function () { throw 10; }).catch(function (e) { print(e); });
      try { new Promise(); } catch (e) { print(e.message); }`;
    const printed = lines(code);
    expect(printed[0]).to.equal("Function required in promise constructor");
    expect(printed.slice(1)).to.have.members([
      "once 1",
      "c 4",
      "d 5",
      "e 6",
      "thenable 9",
      "[ 1, 2 ]",
      "all 7",
      "10",
    ]);
  });

  it("pass a result on as a rejection where a settled Promise has no callback for it, as Espruino does", () => {
    const code = `var p = Promise.resolve(5);
      setTimeout(function () { p.catch(print).then(function () { print("then"); }, function (e) { print("else", e); }); }, 1);`;
    expect(lines(code)).to.deep.equal(["else 5"]);
  });

  it("reach listeners from the idle loop", () => {
    const code = `var o = {}; function f(a) { print("f", a, this === o); } o.on("x", f); o.prependListener("x", function (a) { print("first", a); });
      o.emit("x", 1); print("emitted"); setTimeout(function () { o.removeListener("x", f); o.emit("x", 2); o.removeAllListeners("x"); o.emit("x", 3); }, 1);
      E.on("init", function () { print("init"); });`;
    expect(lines(code)).to.deep.equal(["emitted", "init", "first 1", "f 1 true", "first 2"]);
  });
});
