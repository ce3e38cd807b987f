import { expect } from "chai";
import { checkDialect, findDialectErrors } from "../../src/host/compiler/dialect.ts";
import { BuildError } from "../../src/host/compiler/errors.ts";
import { encodeMappings, type ImageMap } from "../../src/host/compiler/sourcemap.ts";

/** A map that says of every column of one line: app.ts, line 7, the same column. */
function mapOf(code: string): ImageMap {
  const line = Array.from({ length: code.length }, (_, at): [number, number, number, number] => [
    at,
    0,
    6,
    at,
  ]);
  return {
    version: 3,
    sources: ["/home/app.ts"],
    sourcesContent: [""],
    names: [],
    mappings: encodeMappings([line]),
  };
}

const rows: [construct: string, code: string, message: RegExp, hint: RegExp, column: number][] = [
  ["a label", "a:for(;;){break a}", /no labels/, /return/, 1],
  ["case after default", "switch(x){default:f();case 1:g()}", /no case after default/, /default last/, 1],
  ["a comma in an index", "var b=a[0,1]", /no comma inside an index/, /parentheses/, 7],
  ["an array hole", "var b=[2,,4]", /no holes/, /undefined/, 7],
  ["a hole at the end", "if(0)b=[2,,]", /no holes/, /undefined/, 8],
  ["a function below its use", "f();function f(){}", /no hoisting: the function f/, /top of its scope/, 1],
  ["the same inside a function", "function g(){f();function f(){}}", /no hoisting: the function f/, /top/, 1],
  ["a function in a block", "if(x){function f(){}}", /no function declarations inside blocks/, /var f/, 7],
  ["do without braces", "do if(x)break;while(1)", /no do without braces/, /\{/, 1],
  ["a slash in a class", "var r=/[/]/", /no plain \//, /\[\\\/\]/, 7],
  ["a regular expression flag", "var r=/a/y", /not ES5: Invalid regular expression flag/, /another way/, 8],
  ["Array.prototype.slice", "Array.prototype.slice.call(a)", /Array\.prototype\.slice/, /\[\]\.slice/, 1],
  ["Function.prototype.call", "x=Function.prototype.call", /Function\.prototype\.call/, /function/, 3],
  ["Symbol", "x[Symbol.iterator]()", /no Symbol/, /@@iterator/, 3],
  ["Map", "x=new Map", /no Map/, /object/, 7],
  ["Set", "x=new Set", /no Set/, /object/, 7],
  ["WeakMap", "x=new WeakMap", /no WeakMap/, /property/, 7],
  ["performance", "x=performance.now()", /no performance/, /ticks_us/, 3],
  ["RangeError", "throw new RangeError('x')", /no RangeError/, /ValueError/, 11],
  ["Array.from", "x=Array.from(y)", /no Array\.from/, /slice\.call/, 3],
  ["an async function", "async function f(){}", /not ES5/, /another way/, 7],
  ["an arrow called at once", "(()=>{f()})()", /not ES5/, /another way/, 3],
  ["let", "let x=1", /not ES5/, /another way/, 5],
  ["a variable called of", "var x=1,of=2", /no names called of/, /otherwise/, 9],
  ["with", "with(x)f()", /no with/, /leave it out/, 1],
];

describe("dialect check", () => {
  for (const [construct, code, message, hint, column] of rows) {
    it(`names ${construct}, where it stands and what to write`, () => {
      const [error, ...more] = findDialectErrors(code, mapOf(code));
      expect(more).deep.equal([]);
      expect(error?.message).match(message);
      expect(error?.hint).match(hint);
      expect(error).include({ file: "/home/app.ts", line: 7, column });
    });
  }

  for (const code of [
    "switch(x){case 1:f();default:g()}",
    "var b=a[(0,1)],c=a[f(0,1)]",
    "function f(){}f()",
    "'use strict';function f(){}f()",
    "var r=/[\\/]/gim",
    "Array.prototype.last=function(){}",
    "function Map(){}x=new Map",
    "x={Symbol:1,Map:2};x.Set()",
    "if(typeof Symbol=='undefined')f()",
    "var async=1;async=async+1",
    "try{f()}catch(e){}try{g()}catch(e){}",
    "(function(){f()})()",
    "do{if(x)break}while(1)",
    "x={of:1};x.of()",
  ]) {
    it(`lets ${code} pass`, () => {
      expect(findDialectErrors(code, mapOf(code))).deep.equal([]);
    });
  }

  it("fails the build with everything it found", () => {
    const code = "a:for(;;)b=[,]";
    expect(() => checkDialect(code, mapOf(code)))
      .throws(BuildError)
      .property("errors")
      .length(2);
  });
});
