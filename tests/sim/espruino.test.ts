import { expect } from "chai";
import { espruino, lines, realLines } from "./support.ts";

/** Scripts that must print the same on the simulated board and on the real engine. */
const SCRIPTS: Record<string, string> = {
  "overdue timers": `var t = getTime() + 0.02;
    [10, 5, 0].forEach(function (ms) { setTimeout(print, ms, ms); });
    while (getTime() < t);
    setTimeout(function () { setTimeout(print, 0, "late"); print("first"); }, 30);`,
  "timers that a callback changes": `var t = getTime() + 0.05;
    var n = 0, id = setInterval(function () { print("a" + ++n); if (n === 3) clearInterval(id); }, 20);
    setTimeout(function () { print("b"); setTimeout(print, 100, "d"); }, 22); setTimeout(print, 23, "c"); while (getTime() < t);`,
  "timer ids": `var a = setTimeout(print, 9), b = setTimeout(print, 9); clearTimeout(b); print(a, b, setTimeout(print, 9));
    clearTimeout(); print(setInterval(print, 9)); clearInterval();
    a = setTimeout(print, 9); setTimeout(print, 9); clearTimeout(a); print(setTimeout(print, 9)); clearTimeout();`,
  "intervals that change": `var n = 0, id = setInterval(function () { print(++n); if (n === 2) changeInterval(id, 5); if (n === 4) clearInterval(id); }, 10);`,
  promises: `setTimeout(function () { print("t1"); Promise.resolve().then(function () { print("p1"); }); }, 1);
    setTimeout(function () { print("t2"); Promise.resolve().then(function () { print("p2"); }).then(function () { print("p2b"); }); }, 1);
    var t = getTime() + 0.01; while (getTime() < t);
    new Promise(function (r) { r(7); r(8); }).then(function (v) { print("r", v); });
    Promise.reject(4).catch(function (e) { print("c", e); throw 5; }).then(0, function (e) { print("d", e); return 6; }).then(function (v) { print("e", v); });
    Promise.resolve({ then: function (r) { r(9); } }).then(function (v) { print("thenable", v); });
    Promise.all([1, Promise.resolve(2)]).then(function (v) { print(v); });
    Promise.all([]).then(function (v) { print("none", v); });
    new Promise(function () { throw 10; }).catch(function (e) { print(e); });
    var p = Promise.resolve(5); setTimeout(function () { p.catch(function (e) { print("quirk", e); }).then(function (v) { print("then", v); }, function (e) { print("else", e); }); }, 5);
    print("load");`,
  events: `var o = {}; o.on("x", function (a, b) { print("got", a, b); }); o.on("x", function (a) { print("got2", a); });
    o.emit("x", 1, 2); print(Object.keys(o)); setTimeout(function () { o.removeAllListeners("x"); o.emit("x", 3); print("none"); }, 2);`,
  prototypes: `["toString", "valueOf", "hasOwnProperty", "on", "clone", "push", "call", "trim", "then", "toFixed"].forEach(function (k) {
      print(k, [Object, Function, Array, String, Number, Promise, Error].map(function (c) { return typeof c.prototype[k]; }).join());
    });
    print([].slice.call([1, 2, 3], 1), typeof [].push, typeof "".trim, typeof print.call);`,
  absences: `print([[].flat, [].at, "".at, Object.freeze, Object.is, Number.isInteger, Number.EPSILON, Math.trunc, Math.hypot, Array.of,
      Array.from, Date.UTC, Promise.race, String.raw, "".search, "".localeCompare, [].lastIndexOf, [].reduceRight].map(function (x) { return typeof x; }).join());
    print(typeof Symbol, typeof Map, typeof Set, typeof WeakMap, typeof Proxy, typeof Reflect, typeof BigInt, typeof performance, typeof RangeError, typeof escape, typeof queueMicrotask);`,
  errors: `var e = new TypeError("b"); print(e instanceof TypeError, e instanceof Error, e.name, e.type, e.message, e.toString());
    print(new Error("a") instanceof Error, new ReferenceError("c").toString());
    process.on("uncaughtException", function (x) { print("handler", x); }); setTimeout(function () { throw 5; }, 1);`,
  messages: `[function () { require("nope"); }, function () { setTimeout(5); }, function () { clearTimeout(undefined); }, function () { changeInterval(99, 1); },
      function () { pinMode(D2, "zap"); }, function () { setWatch(print, D2, { edge: "x" }); }, function () { require("timer").add({ type: "FOO" }); },
      function () { require("timer").add({ type: "EXEC" }); }, function () { digitalPulse(D2, 1, -1); }, function () { digitalWrite({}, 1); },
      function () { digitalRead(77); }, function () { setInterval(print, 1e15); }, function () { new Promise(); }]
      .forEach(function (f) { try { f(); print("ok"); } catch (x) { print(x.toString()); } });`,
  printing: `print({ a: 1, b: "x", c: [1, 2, { d: 3 }] }, [1, "a", null, undefined, true, 1.5], "s", NaN, undefined, null, true);
    print({}, [], { f: function () {} }, ["a\\"b\\n"], [[1, 2], [3]], new Uint8Array([1, 2]), D2, [D2, D4], new Date(0), new Error("x"));
    print(); print({ a: true, b: null }); console.log("x", 1);`,
  dates: `print(new Date(2020, 1, 3).toISOString(), new Date("2019-02-19T10:57:00").getHours(), new Date(86400000).getDate(), new Date(0).toString());`,
  pins: `print(D2, "" + D2, +D2 + 1, D2 === D2, new Pin(4), new Pin("D5"), D2 instanceof Pin, JSON.stringify({ p: D2 }));`,
};

describe("the simulated board beside the real Espruino", () => {
  for (const [name, code] of Object.entries(SCRIPTS)) {
    it(`agrees about ${name}`, function () {
      if (!espruino) this.skip();
      // The simulator goes on to say which pins there are.
      const printed = lines(code).flatMap((text) => text.replace(/(Invalid pin): .*/, "$1").split("\n"));
      expect(printed.filter((line) => line !== "")).to.deep.equal(realLines(code));
    });
  }
});
