import { expect } from "chai";
import { Places } from "../../../src/host/on_device/places.ts";

const SOURCE = `import { assert, assert_equal as same } from "testing";
import * as t from "testing";
import { assert as other } from "elsewhere";
assert(a); same(1, 2, "m",); t.assert_raises(E, call(assert(b, "n")));
other(a); t.other(a); assert(...list); assert(1, "m", 7);
for (const x of here) assert(x);
`;

describe("the places of assertions", () => {
  const places = new Places();
  let text = "";
  let asked: boolean | undefined;
  const lower = places.before(
    (source, _file, { isArrayAt }) => {
      text = source;
      asked = isArrayAt?.(source.indexOf("of here"));
      return { code: "", map: undefined };
    },
    "/entry.ts",
    "end();",
  );

  it("are numbered, and passed on as the last argument", () => {
    lower(SOURCE, "/entry.ts", { isArrayAt: (offset) => offset === SOURCE.indexOf("of here") });
    const [, , , calls, odd, loop, end] = text.split("\n");
    expect(calls).to.match(
      /^assert\(a,undefined,(\d)\); same\(1, 2, "m",(\d)\); t\.assert_raises\(E, call\(assert\(b, "n",(\d)\)\),undefined,(\d)\);$/,
    );
    expect(odd).to.equal('other(a); t.other(a); assert(...list); assert(1, "m", 7);');
    expect(loop).to.match(/^for \(const x of here\) assert\(x,undefined,\d\);$/);
    expect(end).to.equal("");
    expect(text.endsWith("\nend();")).to.equal(true);
    const inner = Number(/"n",(\d)/.exec(calls)![1]);
    expect(places.at(inner)).to.deep.equal({ file: "/entry.ts", line: 4, column: 54 });
  });

  it("leave the offsets of the source what they are to the compiler", () => {
    expect(asked).to.equal(true);
  });

  it("have the same numbers when a file is compiled again", () => {
    const before = text;
    lower(SOURCE, "/entry.ts", {});
    expect(text).to.equal(before);
  });

  it("are not looked for in the library", () => {
    lower(SOURCE, "/entry.ts", { isLibrary: true });
    expect(text).to.equal(SOURCE);
  });
});
