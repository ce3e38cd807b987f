import { expect } from "chai";
import { ESLint } from "eslint";
import { join } from "node:path";
import ts from "typescript";
import { COROUTINE_FUNCTIONS, COROUTINE_METHODS } from "../../src/host/eslint/coroutines.ts";
import plugin from "../../src/host/eslint/index.ts";

const root = join(import.meta.dirname, "../..");

describe("the eslint plugin", () => {
  it("has a recommended configuration with all rules", async () => {
    const eslint = new ESLint({ overrideConfigFile: true, baseConfig: plugin.configs.recommended });
    const [result] = await eslint.lintText(
      'import { sleep } from "asyncio"; async function f() { try { await sleep(1); } catch {} sleep(2).then(f); sleep(3); }',
    );
    expect(result?.messages.map(({ ruleId, severity }) => [ruleId, severity])).to.deep.equal([
      ["uasyncio/no-swallowed-cancellation", 2],
      ["uasyncio/no-promise-methods", 2],
      ["uasyncio/no-unawaited-coroutine", 2],
    ]);
    expect(Object.keys(plugin.configs.recommended.rules ?? {})).to.deep.equal(
      Object.keys(plugin.rules).map((name) => `uasyncio/${name}`),
    );
  });

  it("knows every function and method of asyncio that makes a coroutine", () => {
    const entry = join(root, "src/asyncio/index.ts");
    const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
      config: unknown;
    };
    const program = ts.createProgram([entry], ts.parseJsonConfigFileContent(config, ts.sys, root).options);
    const checker = program.getTypeChecker();
    const file = program.getSourceFile(entry)!;
    const givesPromise = (symbol: ts.Symbol): boolean =>
      checker
        .getTypeOfSymbolAtLocation(symbol, file)
        .getCallSignatures()
        .some((signature) => signature.getReturnType().getSymbol()?.name === "Promise");
    const functions: string[] = [];
    const methods: Record<string, string[]> = {};
    for (const symbol of checker.getExportsOfModule(checker.getSymbolAtLocation(file)!)) {
      const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      if (!real.valueDeclaration) continue;
      if (givesPromise(real)) functions.push(symbol.name);
      const type = checker.getTypeOfSymbolAtLocation(real, file);
      for (const it of type.getProperties())
        if (givesPromise(it)) functions.push(`${symbol.name}.${it.name}`);
      const made = type.getConstructSignatures()[0]?.getReturnType();
      // What `using` calls nobody writes.
      const found = (made?.getProperties() ?? []).filter(
        (it) => givesPromise(it) && !it.name.startsWith("__@"),
      );
      if (found.length > 0) methods[symbol.name] = found.map(({ name }) => name).sort();
    }
    expect(functions.sort(), "COROUTINE_FUNCTIONS").to.deep.equal(COROUTINE_FUNCTIONS);
    expect(methods, "COROUTINE_METHODS").to.deep.equal(COROUTINE_METHODS);
  });
});
