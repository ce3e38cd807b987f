import { expect } from "chai";
import { knownGlobals } from "../../src/host/sim/realm.ts";
import { METHODS, STATICS } from "../../src/host/sim/tables.ts";
import { boardWith, lines } from "./support.ts";

/** Evaluates an expression on a board and gives what it prints. */
const value = (expression: string) => lines(`print(${expression})`)[0];
/** Names of a list of expressions whose `typeof` is not undefined. */
function present(names: string[]): string[] {
  const types = lines(names.map((name) => `print(typeof ${name});`).join("\n"));
  return names.filter((_name, i) => types[i] !== "undefined");
}

describe("the realm of an image", () => {
  it("has no global of V8 or Node that Espruino lacks", () => {
    const allowed = new Set(knownGlobals());
    const foreign = [
      ...Object.getOwnPropertyNames(globalThis),
      ..."require module exports __dirname __filename Iterator Float16Array gc Temporal SuppressedError".split(
        " ",
      ),
    ].filter((name) => !allowed.has(name));
    expect(foreign).to.include.members([
      "Symbol",
      "Map",
      "Set",
      "Proxy",
      "Reflect",
      "Intl",
      "BigInt",
      "WeakRef",
    ]);
    expect(foreign).to.include.members([
      "performance",
      "queueMicrotask",
      "setImmediate",
      "RangeError",
      "escape",
    ]);
    expect(present(foreign)).to.deep.equal([]);
  });

  it("has every global of Espruino", () => {
    const names = knownGlobals().filter((name) => !["undefined"].includes(name));
    expect(present(names)).to.deep.equal(names);
  });

  it("has the pins of the board under their names, and no others", () => {
    expect(present(["D0", "D2", "D39", "LED1", "BTN1"])).to.have.length(5);
    expect(present(["D24", "D40", "A0", "LED2", "BTN2"])).to.deep.equal([]);
    expect(lines("print(typeof D21, typeof D22)", { board: "esp32c3" })).to.deep.equal(["object undefined"]);
  });

  it("has the methods of Espruino's classes on instances and no others", () => {
    const instances: Record<string, string> = {
      Array: "[]",
      String: '"x"',
      Number: "5",
      Boolean: "true",
      RegExp: "/x/",
      Date: "new Date(0)",
      Function: "print",
      Object: "({})",
      TypedArray: "new Uint8Array(1)",
      DataView: "new DataView(new ArrayBuffer(1))",
    };
    for (const [name, instance] of Object.entries(instances)) {
      const wanted = METHODS[name].split(" ").map((method) => `(${instance}).${method}`);
      expect(present(wanted)).to.deep.equal(wanted);
    }
    const lacking = [
      '[].flat [].at [].lastIndexOf [].reduceRight [].entries [].keys [].copyWithin "".at "".search "".codePointAt',
      '"".trimStart "".localeCompare "".matchAll (5).toPrecision (5).toExponential ({}).isPrototypeOf',
      "({}).propertyIsEnumerable ({}).toLocaleString new(Date).toLocaleString print.toSource /x/.compile",
      "Object.freeze Object.is Object.getOwnPropertySymbols Array.from Array.of Math.trunc Math.hypot Math.imul",
      "Number.isInteger Number.EPSILON Number.MAX_SAFE_INTEGER Date.UTC Promise.race Promise.allSettled",
      "Promise.resolve(1).finally String.raw ArrayBuffer.isView Uint8Array.from JSON.rawJSON",
    ]
      .join(" ")
      .replace("new(Date)", "new_Date")
      .split(" ")
      .map((text) => text.replace("new_Date", "new Date(0)"));
    expect(present(lacking)).to.deep.equal([]);
    const statics = Object.entries(STATICS).flatMap(([name, members]) =>
      members.split(" ").map((member) => (member ? `${name}.${member}` : name)),
    );
    expect(present(statics)).to.deep.equal(statics);
  });

  it("reads methods as undefined off a prototype, but not off an instance", () => {
    expect(value("typeof Array.prototype.slice")).to.equal("undefined");
    expect(value("typeof Function.prototype.call")).to.equal("undefined");
    expect(value("typeof Promise.prototype.then")).to.equal("undefined");
    expect(value("typeof Object.prototype.toString")).to.equal("function");
    expect(value('[].slice.call("abc", 1).join()')).to.equal("b,c");
    expect(lines("print((function () { return [].slice.call(arguments); })(1, 2))")).to.deep.equal([
      "[ 1, 2 ]",
    ]);
  });

  it("lets a program have methods of the same names", () => {
    const code = `
      function P() {} P.prototype.push = function () { return "mine"; };
      var o = {}; o.toString = function () { return "own"; };
      Array.prototype.then = 5;
      print(new P().push(), "" + o, [].then, o.hasOwnProperty("toString"));`;
    expect(lines(code)).to.deep.equal(["mine own 5 true"]);
  });

  it("keeps V8's own machinery working", () => {
    const code = `print("abc".replace(/b/g, "x"), "a,b".split(/,/).join("+"), /(b)/.exec("abc")[1], [3, 1, 2].sort().join());
      print(JSON.stringify({ a: [1, { b: 2 }], p: D2 }), JSON.parse("[1]")[0], new Uint8Array([1, 2]).map(function (x) { return x * 2; }));
      for (var x of [1, 2]) print(x);`;
    expect(lines(code)).to.deep.equal([
      "axc a+b b 1,2,3",
      '{"a":[1,{"b":2}],"p":"D2"} 1 new Uint8Array([2, 4])',
      "1",
      "2",
    ]);
  });

  it("knows errors as Espruino does: no name, and a TypeError is no Error", () => {
    const code = `var e = new TypeError("b"); print(e instanceof TypeError, e instanceof Error, e.name, e.type, e.message, "" + e);
      function My() {} My.prototype = Object.create(Error.prototype); print(new My() instanceof Error);`;
    expect(lines(code)).to.deep.equal(["true false undefined TypeError b TypeError: b", "true"]);
  });

  it("hands out functions and objects of its own", () => {
    expect(
      value(
        "setTimeout instanceof Function, process.env instanceof Object, E.getErrorFlags() instanceof Array",
      ),
    ).to.equal("true true true");
    expect(lines("try { setTimeout(5) } catch (e) { print(e instanceof Error) }")).to.deep.equal(["true"]);
    expect(value("this === global, global === globalThis")).to.equal("true true");
  });

  it("lets a program replace a global function", () => {
    expect(
      lines(
        "var old = setTime; global.setTime = function (t) { print(t); old(t); }; setTime(5); print(getTime())",
      ),
    ).to.deep.equal(["5", "5"]);
  });

  it("says that something is not modelled instead of answering", () => {
    const uses = ["I2C.find(D4)", "new Waveform(1)", "peek8(0)", 'require("crypto")', "E.getTemperature()"];
    for (const use of [...uses, "process.memory().free", "SPI.find(D4)", "Serial1.write(1)"]) {
      const board = boardWith(`try { ${use} } catch (e) { print(e.message) }`);
      expect(board.output).to.match(/ is not modelled by the simulator\n$/);
      // A program may swallow the error.
      expect(board.remarks.map((remark) => remark + "\n")).to.deep.equal([board.output]);
    }
    expect(value("process.memory().total, process.env.BOARD")).to.equal("16383 ESP32");
  });

  it("gives the same random numbers on every run, and others for another seed", () => {
    const code = "print(Math.random(), Math.randInt(100), E.hwRand())";
    expect(lines(code)).to.deep.equal(lines(code));
    expect(lines(code)).not.to.deep.equal(lines(code, { seed: 2 }));
  });
});
