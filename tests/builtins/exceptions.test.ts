import { transformSync } from "@babel/core";
import { expect } from "chai";
import * as esbuild from "esbuild";
import { resolve } from "node:path";
import vm from "node:vm";
import * as builtins from "builtins";
import {
  BaseException,
  Exception,
  KeyError,
  LookupError,
  OSError,
  OverflowError,
  repr,
  str,
  TypeError as PythonTypeError,
  ValueError,
} from "builtins";
import { micropython } from "../support/micropython.ts";

interface Class {
  new (...args: never[]): Error;
  readonly prototype: Error;
}

const classes = (Object.entries(builtins) as [string, Class][]).filter(
  ([name]) => /^[A-Z]/.test(name) && name !== "ExceptionGroup",
);

describe("exceptions", () => {
  it("derive from one another as in MicroPython", async () => {
    expect(classes).to.have.length.above(12);
    const expected = await micropython(
      classes.map(([name]) => `print("${name}", ${name}.__bases__[0].__name__)`).join("\n"),
    );
    const actual = classes.map(([name, { prototype }]) => {
      const parent = Object.getPrototypeOf(prototype) as Error;
      return `${name} ${parent === Error.prototype ? "object" : parent.name}`;
    });
    expect(actual).to.deep.equal(expected);
  });

  for (const [name, Class] of classes) {
    it(`${name} is an Error with args, name and message`, () => {
      const error = new Class(...(["text", 2] as never[])) as unknown as BaseException;
      expect(error).to.be.instanceOf(Class).and.instanceOf(BaseException).and.instanceOf(Error);
      expect(error.args).to.deep.equal(["text", 2]);
      expect(error.name).to.equal(name);
      expect(error.message).to.equal("text,2");
      expect(String(error)).to.equal(`${name}: text,2`);
      expect(Object.keys(error)).to.deep.equal(["args"]);
    });
  }

  it("ExceptionGroup, which MicroPython does not have, holds several errors", () => {
    const errors = [new ValueError("a"), new Error("b")];
    const group = new builtins.ExceptionGroup("failed", errors);
    expect(group).to.be.instanceOf(Exception);
    expect(group.exceptions).to.equal(errors);
    expect(str(group)).to.equal("failed (2 sub-exceptions)");
    expect(str(new builtins.ExceptionGroup("failed", ["x"]))).to.equal("failed (1 sub-exception)");
  });

  it("have the engine's stack, with the message above it", () => {
    function culprit(): Error {
      return new ValueError("out of range");
    }
    expect(culprit().stack).to.match(/^ValueError: out of range\n[^]*at culprit /);
  });

  it("show their message as it is now", () => {
    const args = ["a"];
    const error = new ValueError(args);
    args.push("b");
    expect(error.message).to.equal("a,b");
  });

  it("narrow by instanceof", () => {
    function explain(error: BaseException): number | string {
      if (error instanceof OSError) return error.errno;
      if (error instanceof KeyError) return `key ${String(error.args[0])}`;
      if (error instanceof LookupError) return "lookup";
      // Were the classes one type, this would be `never`.
      return error.message;
    }
    expect(explain(new OSError(5))).to.equal(5);
    expect(explain(new KeyError("k"))).to.equal("key k");
    expect(explain(new LookupError())).to.equal("lookup");
    expect(explain(new OverflowError("far"))).to.equal("far");
    // @ts-expect-error -- a ValueError is no KeyError
    const wrong: KeyError = new ValueError();
    // @ts-expect-error -- nor is JavaScript's own error an exception
    const native: Exception = new Error();
    expect([wrong, native]).to.have.length(2);
  });

  it("leave JavaScript's own TypeError alone", () => {
    expect(new PythonTypeError()).to.be.not.instanceOf(TypeError);
    expect(new TypeError()).to.be.not.instanceOf(PythonTypeError);
  });

  it("can be subclassed", () => {
    class SensorError extends Exception {
      constructor(
        readonly sensor: string,
        reason: string,
      ) {
        super(sensor, reason);
      }
    }
    SensorError.prototype.name = "SensorError";
    class BusError extends OSError {
      where(): string {
        return "bus";
      }
    }
    const error = new SensorError("dht", "no answer");
    expect(error).to.be.instanceOf(SensorError).and.instanceOf(Exception).and.instanceOf(Error);
    expect(error.sensor).to.equal("dht");
    expect(error.args).to.deep.equal(["dht", "no answer"]);
    expect(repr(error)).to.equal("SensorError('dht', 'no answer')");
    expect(error.stack).to.match(/^Exception: |^SensorError: /);
    const bus = new BusError(110);
    expect(bus).to.be.instanceOf(BusError).and.instanceOf(OSError);
    expect([bus.where(), bus.errno, str(bus)]).to.deep.equal(["bus", 110, "[Errno 110] ETIMEDOUT"]);
  });

  it("can be subclassed after lowering to ES5, too", async () => {
    const source = `
      import { Exception, OSError, print } from "builtins";
      class SensorError extends Exception {
        constructor(sensor, reason) { super(sensor, reason); this.sensor = sensor; }
        hello() { return "hello " + this.sensor; }
      }
      class BusError extends OSError {}
      const error = new SensorError("dht", 7);
      print(error instanceof SensorError, error instanceof Exception, error instanceof Error, error.hello(), error);
      const bus = new BusError(5, "wire");
      print(bus instanceof BusError, bus instanceof OSError, bus.errno, bus, [bus]);
    `;
    const bundle = await esbuild.build({
      stdin: { contents: source, resolveDir: resolve("tests") },
      bundle: true,
      write: false,
      mangleProps: /^_\$/,
      alias: { builtins: resolve("src/builtins/index.ts"), "#hal": resolve("src/hal/node.ts") },
    });
    const es5 = transformSync(bundle.outputFiles[0].text, {
      configFile: false,
      presets: [["@babel/preset-env", { forceAllTransforms: true, loose: true }]],
    })!.code!;
    const lines: string[] = [];
    vm.runInNewContext(es5, { console: { log: (line: string) => lines.push(line) } });
    expect(lines).to.deep.equal([
      "True True True hello dht ('dht', 7)",
      "True True 5 [Errno 5] EIO: wire [OSError(5, 'wire')]",
    ]);
  });

  it("cost an image nothing that it does not use", async () => {
    const used = await size(`import { ValueError } from "builtins"; throw new ValueError("x");`);
    const more = await size(
      `import { ValueError, KeyError, OSError } from "builtins"; throw new ValueError("x");`,
    );
    const two = await size(
      `import { ValueError, EOFError } from "builtins"; throw new ValueError(new EOFError());`,
    );
    expect(more).to.equal(used);
    expect(two - used).to.be.within(1, 50);
  });

  it("and print with repr fit into 1,600 bytes", async () => {
    expect(await size(`import { print } from "builtins"; print(["a"]);`)).to.be.below(1050);
    expect(
      await size(
        `import { print, RuntimeError } from "builtins"; print(["a"]); throw new RuntimeError("x");`,
      ),
    ).to.be.below(1600);
  });
});

async function size(source: string): Promise<number> {
  const result = await esbuild.build({
    stdin: { contents: source, resolveDir: resolve("tests") },
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2015",
    mangleProps: /^_\$/,
    alias: { builtins: resolve("src/builtins/index.ts") },
    external: ["#hal"],
  });
  return result.outputFiles[0].contents.length;
}
