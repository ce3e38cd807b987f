import { expect } from "chai";
import { tokenise } from "../../../src/host/compiler/tokenise.ts";
import { bench } from "./support.ts";
import { espruino, RealConsole } from "./real.ts";

/** What is sent, and what Espruino 2v29 makes of it: lines end with CR and LF there. */
type Exchange = readonly [sent: string, heard: string];

const off = "\r\x1b[J";

const TRANSCRIPTS: Record<string, readonly Exchange[]> = {
  "results of lines": [
    ["1+1\n", "1+1\r\n=2\r\n>"],
    ["\n", "\r\n>"],
    ["  \n", "  \r\n>"],
    ["var q=5;\n", "var q=5;\r\n=5\r\n>"],
    ["q=6;q+1\r\n", "q=6;q+1\r\n=7\r\n>"],
    ["3\r", "3\r\n=3\r\n>"],
    ["let q=7\n", "let q=7\r\n=7\r\n>"],
    ["if (1) 5\n", "if (1) 5\r\n=5\r\n>"],
    ["if (1) { 5 }\n", "if (1) { 5 }\r\n=undefined\r\n>"],
    ["// nothing\n", "// nothing\r\n=undefined\r\n>"],
    ["'abc\\x80'\n", "'abc\\x80'\r\n=\"abc\\x80\"\r\n>"],
    ["[1,2,{a:'x'}]\n", "[1,2,{a:'x'}]\r\n=[ 1, 2, \r\n  { \r\n    a: \"x\"\r\n   }\r\n ]\r\n>"],
    ["({a:1,b:2,c:3,d:4,e:5})\n", "({a:1,b:2,c:3,d:4,e:5})\r\n={ a: 1, b: 2, c: 3, d: 4, \r\n  e: 5 }\r\n>"],
    [
      "new Array(40)\n",
      `new Array(40)\r\n=[ ${"undefined, ".repeat(5)} ... ${"undefined, ".repeat(4)}undefined ]\r\n>`,
    ],
    ["'x'.repeat(70)\n", `'x'.repeat(70)\r\n="${"x".repeat(27)}" ... "${"x".repeat(27)}"\r\n>`],
    ["new Uint8Array(3)\n", "new Uint8Array(3)\r\n=new Uint8Array(3)\r\n>"],
    ["print\n", "print\r\n=function () { [native code] }\r\n>"],
    ["(function(a,b){ return a })\n", "(function(a,b){ return a })\r\n=function (a,b) { ... }\r\n>"],
  ],
  "lines that go on": [
    [
      "function f(x){\n  return '}';\n}\n",
      "function f(x){\r\n:  return '}';\r\n:}\r\n=function (x) { ... }\r\n>",
    ],
    ["`a\n", "`a\r\n:"],
    ["b`\n", 'b`\r\n="a\\nb"\r\n>'],
    ["/* (\n", "/* (\r\n:"],
    ["*/ 7 // (\n", "*/ 7 // (\r\n=7\r\n>"],
    ["var a=1\x1b\n+2\n", "var a=1\r\n:+2\r\n=3\r\n>"],
    ["/[(]/.test('(')\n", "/[(]/.test('(')\r\n=true\r\n>"],
  ],
  editing: [
    ["abc\b\bd=4\n", "abc\b \b\b \bd=4\r\n=4\r\n>"],
    ["13\x1b[D2\x1b[C\n", "13\x1b[D23 \b\b\b2\x1b[C\r\n=123\r\n>"],
    ["\x1b[A\n", "\x1b[J123\r\n=123\r\n>"],
  ],
  echo: [
    ["\x101+1\n", ""],
    ["\x10print('<','<<',1,'>>','>')\n", "< << 1 >> >\r\n>"],
    ["echo(0)\n", "echo(0)\r\n"],
    ["1+1\n", ""],
    ["print(3)\n", "3\r\n"],
    ["echo(1)\n", "=undefined\r\n>"],
  ],
  "what a program prints": [
    [
      "setTimeout(function(){print('later');},50)\n",
      `setTimeout(function(){print('later');},50)\r\n=1\r\n>${off}later\r\n>`,
    ],
    [
      "setTimeout(print,50,'late');clearInterval(9)\nab",
      `setTimeout(print,50,'late');clearInterval(9)\r\n=undefined\r\n>ab\x1b[D\x1b[D${off}late\r\n>ab`,
    ],
  ],
  exceptions: [
    ["\x10var o={m:function(){ return nix.x; }};\n", ""],
    ["throw 5\n", "throw 5\r\nUncaught 5\r\n>"],
    ["throw {a:1}\n", "throw {a:1}\r\nUncaught [object Object]\r\n>"],
    [
      "nix.x\n",
      'nix.x\r\nUncaught ReferenceError: "nix" is not defined\r\n    at REPL (:1:4)\r\n\r\n   ^\r\n>',
    ],
    [
      "[].x.y\n",
      "[].x.y\r\nUncaught Error: Can't read property 'y' of undefined\r\n    at REPL (:1:5)\r\n\r\n    ^\r\n>",
    ],
    [
      "Promise.reject(5);0\n",
      "Promise.reject(5);0\r\n=0\r\nUncaught Error: Unhandled promise rejection: 5\r\n>",
    ],
  ],
  packets: [
    ["\x10\x01\x20\x05111+1", "\x06\x10\x01\x00\x03112"],
    ['ab\x10\x01\x20\x07{a:"x"}', 'ab\x06\x10\x01\x00\x07{a:"x"}'],
    ["=1\n", "=1\r\n=1\r\n>"],
    ["\x10\x01\x60\x0d{fn:'t',s:10}", "\x06"],
    ["\x10\x01\x80\x05abcde", "\x06"],
    ["\x10\x01\x80\x05fghij", "\x06"],
    ["\x10\x01\xa0\x08{fn:'t'}", "\x06\x10\x01\x80\x0aabcdefghij\x10\x01\x80\x00"],
    ["\x10\x01\xa0\x09{fn:'tt'}", "\x15"],
    ["\x10\x01\x80\x05never", "\x15"],
    ["\x10\x01\x60\x0c{fn:'t',s:4}", "\x06"],
    ["\x10\x01\x80\x06abcdef", `${off}\x06Uncaught Error: Too much data for file size\r\n>`],
  ],
  "flash memory": [
    ["\x10require('Storage').erase('.bootcde')\n", ""],
    [
      "\x10require('Storage').write('.bootcde','function a(){\\n  b(1);\\n}\\nfunction b(x){ throw new Error(\"deep\"+x); }\\nsetTimeout(function(){ a(); },20);\\nprint(\"up\")')\n",
      "",
    ],
    [
      "load()\n",
      `load()\r\n=undefined\r\nup\r\n>${off}Uncaught Error: deep1\r\n    at b (.bootcde:4:40)\r\n    at a (.bootcde:2:6)\r\n    at .bootcde:5:26\r\n>`,
    ],
    ["\x10require('Storage').erase('.bootcde')\n", ""],
  ],
};

/** Without the marks that Espruino puts below a place of a program in flash: they count from the function's beginning. */
function withoutMarks(name: string, text: string): string {
  return name === "flash memory" ? text.replaceAll(/\r\n\r\n *\^/g, "") : text;
}

describe("the console of the simulated device", () => {
  for (const [name, exchanges] of Object.entries(TRANSCRIPTS)) {
    it(`is Espruino's in ${name}`, () => {
      const { say, device } = bench();
      const found = exchanges.map(([sent]) => [sent, withoutMarks(name, say(sent))]);
      device.close();
      expect(found).to.deep.equal(exchanges);
    });

    it(`is tested with what the real Espruino says in ${name}`, async function () {
      if (!espruino) return this.skip();
      await using real = await RealConsole.start();
      for (const [sent, heard] of exchanges) {
        const found = await real.say(sent, (text) => withoutMarks(name, text) === heard);
        expect([sent, withoutMarks(name, found)]).to.deep.equal([sent, heard]);
      }
    });
  }

  it("tells what it is, on an empty line", () => {
    const { say } = bench({ firmware: { version: "2v29.3" } });
    expect(say("\x05")).to.equal("Espruino 2v29.3 ESP32\r\n");
    expect(say("x\x05")).to.equal("x");
  });

  it("has neither packets nor a name to tell in old firmware, and no hardware timer", () => {
    const { say } = bench({ firmware: { version: "2v13" } });
    expect(say("\x05\x10\x01\x20\x05111+1\n")).to.equal("");
    expect(say("process.version\n")).to.equal('process.version\r\n="2v13"\r\n>');
    expect(say("\x10print(process.env.MODULES.includes('timer'))\n")).to.contain("false");
  });

  it("gives up a packet that does not end", () => {
    const { say } = bench();
    expect(say("\x10\x01\x20\x05111")).to.equal("");
    expect(say("", 5000)).to.equal("\x15");
    expect(say("1\n")).to.equal("1\r\n=1\r\n>");
  });

  it("evaluates text with bytes in the place of reserved words, in the global scope", () => {
    const { say } = bench();
    const text = tokenise("var g=1;function f(x){return x+g}", true).code;
    expect(text).to.match(/[\x80-\xff]/);
    expect(say(`\x10eval('${text}')\n`)).to.equal("");
    expect(say("f(1)\n")).to.equal("f(1)\r\n=2\r\n>");
    expect(say("(function(a){ return eval('a+1') })(1)\n")).to.contain("\r\n=2\r\n");
    expect(say("eval('1;nix.x')\n")).to.contain('"nix" is not defined\r\n    at eval (:1:6)\r\n');
  });

  it("clears the line by ctrl-C", () => {
    const { say } = bench();
    expect(say("abc\x03")).to.equal(`abc\x1b[D\x1b[D\x1b[D${off}>`);
    expect(say("(\n")).to.equal("(\r\n:");
    expect(say("\x031\n")).to.contain("1\r\n=1\r\n>");
  });

  it("starts again by reset(), without the program", () => {
    const { say, device } = bench({ storage: { ".bootcde": 'var n = 1; setInterval(print, 1000, "tick")' } });
    expect(say("n\n")).to.equal("n\r\n=1\r\n>");
    expect(say("reset()\n")).to.match(
      /^reset\(\)\r\n=undefined\r\n\r\n Espruino 2v29, simulated .*\r\n\r\n>$/,
    );
    expect(say("n\n", 5000))
      .to.match(/Uncaught ReferenceError: "n" is not defined/)
      .and.not.to.contain("tick");
    device.close();
  });
});
