import { expect } from "chai";
import {
  EOFError,
  KeyError,
  OSError,
  print,
  repr,
  RuntimeError,
  str,
  ValueError,
  BaseException,
} from "builtins";
import { micropython } from "../support/micropython.ts";
import { printed } from "./support.ts";

/** A value here, and the expression that makes the same value in Python. */
const same: [value: unknown, python: string][] = [
  [undefined, "None"],
  [null, "None"],
  [true, "True"],
  [false, "False"],
  [0, "0"],
  [-7, "-7"],
  [2147483648, "2147483648"],
  [2 ** 53, "2**53"],
  [0.1, "0.1"],
  [-2.5, "-2.5"],
  [0.1 + 0.2, "0.1 + 0.2"],
  [1 / 3, "1 / 3"],
  [123456.789, "123456.789"],
  [0.00012345, "0.00012345"],
  [1e21, "1e21"],
  [1.5e300, "1.5e300"],
  [1.25e-12, "1.25e-12"],
  [Infinity, "float('inf')"],
  [-Infinity, "-float('inf')"],
  [NaN, "float('nan')"],
  ["", "''"],
  ["plain", "'plain'"],
  ["it's", '"it\'s"'],
  ['say "x"', "'say \"x\"'"],
  ['it\'s "x"', "'it\\'s \"x\"'"],
  ["'", '"\'"'],
  ["tab\tline\nreturn\rback\\slash", "'tab\\tline\\nreturn\\rback\\\\slash'"],
  ['\\"', "'\\\\\"'"],
  ["\\'\\", '"\\\\\'\\\\"'],
  [[], "[]"],
  [["a", "b", "c"], "['a', 'b', 'c']"],
  [[1, [2, ["it's"], []], {}], '[1, [2, ["it\'s"], []], {}]'],
  [[undefined, true, 1.5], "[None, True, 1.5]"],
  [{}, "{}"],
  [{ a: 1 }, "{'a': 1}"],
  [{ "it's": [{ b: null }] }, "{\"it's\": [{'b': None}]}"],
  [new BaseException(), "BaseException()"],
  [new ValueError("x"), "ValueError('x')"],
  [new RuntimeError("a", 1), "RuntimeError('a', 1)"],
  [new RuntimeError(undefined), "RuntimeError(None)"],
  [new KeyError("k"), "KeyError('k')"],
  [new EOFError(), "EOFError()"],
  [new ValueError(["a"]), "ValueError(['a'])"],
  [new ValueError(new ValueError("x")), "ValueError(ValueError('x'))"],
  [new ValueError(new OSError(5)), "ValueError(OSError(5))"],
  [[new OSError(5), new ValueError("x")], "[OSError(5), ValueError('x')]"],
  [new OSError(5), "OSError(5)"],
  [new OSError(9999), "OSError(9999)"],
  [new OSError(0), "OSError(0)"],
  [new OSError(-2), "OSError(-2)"],
  [new OSError(5, "wire"), "OSError(5, 'wire')"],
  [new OSError(5, null), "OSError(5, None)"],
  [new OSError(5, [1, "a"]), "OSError(5, [1, 'a'])"],
  [new OSError(9999, "x"), "OSError(9999, 'x')"],
  [new OSError(5, "a", "b"), "OSError(5, 'a', 'b')"],
  ...Array.from({ length: 140 }, (_, i): [unknown, string] => [new OSError(i), `OSError(${i})`]),
];

describe("print and repr", () => {
  it("show values as MicroPython does", async () => {
    const program = same
      .map(([, python]) => `v = ${python}\nprint("repr", repr(v))\nprint("str", v)\n`)
      .join("");
    const expected = await micropython(program);
    const actual = same.flatMap(([value]) => `repr ${repr(value)}\nstr ${str(value)}`.split("\n"));
    expect(expected).to.have.length.above(2 * same.length - 1);
    expect(actual).to.deep.equal(expected);
  });

  it("print the values with a space between them", async () => {
    const expected = await micropython(`print("a", None, [1, "b"], 2.5)\nprint()\nprint("")`);
    expect(
      printed(() => {
        print("a", undefined, [1, "b"], 2.5);
        print();
        print("");
      }),
    ).to.deep.equal(expected);
  });

  it("show what Python has no value for", () => {
    class Point {
      x = 1;
    }
    expect(repr(() => 1)).to.equal("<function>");
    expect(repr(new Point())).to.equal("<object>");
    expect(repr(Promise.resolve(1))).to.equal("<object>");
    expect(repr(new Uint8Array([1, 255]))).to.equal("array([1, 255])");
    expect(repr(new Float32Array([0.5, -1]))).to.equal("array([0.5, -1])");
    expect(repr([, 1])).to.equal("[None, 1]"); // eslint-disable-line no-sparse-arrays -- that is the test
    expect(repr({ _$s: () => 1 })).to.equal("<generator>");
  });

  it("show the engine's own errors like ours", () => {
    const caught = (): unknown => {
      try {
        return (undefined as unknown as { x: number }).x;
      } catch (error) {
        return error;
      }
    };
    expect(repr(caught())).to.equal("TypeError(\"Cannot read properties of undefined (reading 'x')\",)");
    expect(str(caught())).to.equal("Cannot read properties of undefined (reading 'x')");
    // Espruino's have a type instead of a name, and some are no instances of Error.
    class Native {
      message = "x";
      type = "SyntaxError";
    }
    expect(repr(new Native())).to.equal("SyntaxError('x',)");
  });

  it("stop at a container that contains itself", () => {
    const list: unknown[] = [1];
    list.push(list);
    expect(repr(list)).to.equal("[1, [...]]");
    const dict: Record<string, unknown> = {};
    dict["d"] = [dict];
    expect(repr(dict)).to.equal("{'d': [{...}]}");
    const args: unknown[] = [];
    const error = new ValueError(args);
    args.push(error);
    expect(str(error)).to.equal("[ValueError(...,)]");
    const twice = ["a"];
    expect(repr([twice, twice])).to.equal("[['a'], ['a']]");
  });

  it("stop at seven levels, whatever is nested in what", () => {
    let list: unknown = [];
    let error: unknown = "x";
    for (let i = 0; i < 1e5; i++) {
      list = [list];
      error = new ValueError(error);
    }
    expect(repr(list)).to.equal("[[[[[[[[...]]]]]]]]");
    expect(repr(error)).to.match(/^(ValueError\(){8}\.\.\.(,\)){8}$/);
    expect(str(error)).to.equal("...");
  }).timeout(5000);

  it("can be handed to map", () => {
    expect(["a", ["b"]].map(repr)).to.deep.equal(["'a'", "['b']"]);
    expect(["a", ["b"]].map(str)).to.deep.equal(["a", "['b']"]);
  });
});
