import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, extname, join, relative, resolve, sep } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "..");

/**
 * The stair: what each room under src/ may import, beside itself. `kernel/ticks` is arithmetic and nothing else.
 * A name in quotes of the right side is one that users import by, too.
 */
const stair: Record<string, string[]> = {
  demos: ["asyncio", "builtins", "drivers", "machine", "time"],
  drivers: ["asyncio", "builtins", "machine", "time"],
  // What tests on a board are written with, and what runs them there.
  testing: ["asyncio", "builtins", "time"],
  // Tasks wait for edges.
  machine: ["builtins", "hal", "kernel"],
  time: ["builtins", "hal", "kernel/ticks"],
  asyncio: ["builtins", "kernel"],
  kernel: ["builtins", "hal"],
  builtins: ["hal"],
  hal: [],
};

const moduleNames: Record<string, string> = {
  "#hal": "hal/node.ts",
  "#coroutine": "kernel/compiled.ts",
  asyncio: "asyncio/index.ts",
  uasyncio: "asyncio/index.ts",
  builtins: "builtins/index.ts",
  drivers: "drivers/index.ts",
  testing: "testing/index.ts",
  machine: "machine/index.ts",
  time: "time/index.ts",
};

interface Import {
  /** The importing file and what it imports, below src/, with `/`. */
  from: string;
  to: string;
}

/** What is wrong with an import; undefined: nothing. */
function verdict({ from, to }: Import): string | undefined {
  const room = from.split("/")[0];
  const target = to.split("/")[0];
  if (room === "host") return undefined;
  if (from === "hal/hal.ts") return `${from} imports ${to}: the contract imports nothing`;
  if (!(room in stair)) return `${from}: there is no room ${room}`;
  // Espruino's firmware has the modules for the hardware timer and for TCP.
  if (from === "hal/espruino.ts" && /^(package timer$|hal\/espruino\/)/.test(to)) return undefined;
  if (from === "hal/espruino/ports.ts" && to === "package net") return undefined;
  // A program for Espruino may use Espruino's flash.
  if (from === "demos/gps_logger.ts" && to === "package Storage") return undefined;
  if (from.startsWith("hal/espruino/") && to.startsWith("hal/espruino/")) return undefined;
  if (room === "hal" && to !== "hal/hal.ts")
    return `${from} imports ${to}: an engine's file knows only the contract`;
  if (target === room) return undefined;
  const allowed = stair[room].some((step) => target === step || to === `${step}.ts`);
  // The types of the contract are everybody's.
  return allowed
    ? undefined
    : `${from} imports ${to}: ${room} may import ${stair[room].join(", ") || "nothing"}`;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const src = join(root, "src");
const sources = filesBelow(src).filter((file) => extname(file) === ".ts");
const name = (file: string): string => relative(src, file).split(sep).join("/");

function imports(file: string, text: string): Import[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName: specifier }) => ({
    from: name(file),
    to: specifier.startsWith(".")
      ? name(resolve(dirname(file), specifier))
      : (moduleNames[specifier] ?? `package ${specifier}`),
  }));
}

describe("architecture", () => {
  it("every import goes down the stair", () => {
    const all = sources.flatMap((file) => imports(file, readFileSync(file, "utf8")));
    expect(all.length).to.be.above(50);
    expect(all.map(verdict).filter(Boolean)).to.deep.equal([]);
  });

  it("an import that does not is found", () => {
    const wrong: [file: string, text: string][] = [
      ["kernel/x.ts", `import { run } from "../asyncio/run.ts";`],
      ["kernel/x.ts", `export * from "asyncio";`],
      ["kernel/x.ts", `import type { Pin } from "../machine/pin.ts";`],
      ["asyncio/x.ts", `import { now } from "#hal";`],
      ["asyncio/x.ts", `import { build } from "../host/compiler/index.ts";`],
      ["builtins/x.ts", `import { current } from "../kernel/scheduler.ts";`],
      ["time/x.ts", `import { current } from "../kernel/scheduler.ts";`],
      ["machine/x.ts", `const fs = await import("node:fs");`],
      ["hal/hal.ts", `import type { X } from "./x.ts";`],
      ["hal/bare.ts", `import { print } from "./node.ts";`],
      ["newroom/x.ts", `import { now } from "#hal";`],
    ];
    for (const [file, text] of wrong) {
      expect(imports(join(src, file), text).map(verdict), `${file}: ${text}`).to.satisfy(
        (found: unknown[]) => found[0],
      );
    }
    const right: [file: string, text: string][] = [
      ["time/x.ts", `import { PERIOD } from "../kernel/ticks.ts";`],
      ["kernel/x.ts", `import { now } from "#hal"; import { Task } from "./task.ts";`],
      ["hal/bare.ts", `import type { HalInfo } from "./hal.ts";`],
      ["host/x.ts", `import { build } from "./compiler/index.ts"; import ts from "typescript";`],
    ];
    for (const [file, text] of right) {
      expect(imports(join(src, file), text).map(verdict).filter(Boolean), text).to.deep.equal([]);
    }
  });

  it("only the files of hal/ name what the engine has beside the language", () => {
    const files = sources.filter(
      (file) => name(file).split("/")[0] in stair && !name(file).startsWith("hal/"),
    );
    // It writes to Espruino's flash.
    const others = files.filter((file) => name(file) !== "demos/gps_logger.ts");
    expect(files.length).to.be.above(20);
    expect(engineNames(others)).to.deep.equal([]);
  });

  it("an engine's name elsewhere is found", () => {
    const file = join(src, "kernel/x.ts");
    const text = `
      declare function setWatch(fn: () => void): number;
      declare class Fine { x: number }
      setTimeout(() => undefined, 5);
      const parts: Fine[] = [].concat(setWatch(() => undefined) as never);
      console.log(Math.max(1, parts.length), new Date(), JSON, globalThis.process, new Error("x"));
    `;
    expect(engineNames([file], { [file]: text })).to.deep.equal([
      "kernel/x.ts: setTimeout",
      "kernel/x.ts: setWatch",
      "kernel/x.ts: console",
      "kernel/x.ts: process",
    ]);
  });

  it("no file has an open end or names a place on somebody's machine", () => {
    // Written so that this file does not name them.
    const forbidden = new RegExp(
      ["TO" + "DO", "FIX" + "ME", "/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/\\w+/"].join("|"),
    );
    const files = [
      ...["src", "tests", "bin", "boards", ".ci"].flatMap((folder) => filesBelow(join(root, folder))),
      ...readdirSync(root, { withFileTypes: true })
        .filter((entry) => entry.isFile() && ![".git", "package-lock.json"].includes(entry.name))
        .map((entry) => join(root, entry.name)),
    ].filter((file) => !/\.(tgz|wasm|png)$/.test(file));
    expect(files.length).to.be.above(50);
    const found = files.filter((file) => forbidden.test(readFileSync(file, "utf8")));
    expect(found.map((file) => relative(root, file))).to.deep.equal([]);
    expect("// TO" + "DO later").to.match(forbidden);
  });
});

/** The names in the code of `files` that are declared neither in src/ nor by the language. */
function engineNames(files: string[], texts: Record<string, string> = {}): string[] {
  const config = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  const exists = host.fileExists.bind(host);
  host.readFile = (file) => texts[resolve(file)] ?? read(file);
  host.fileExists = (file) => resolve(file) in texts || exists(file);
  const program = ts.createProgram(files, options, host);
  const checker = program.getTypeChecker();
  const found: string[] = [];

  for (const file of files) {
    const source = program.getSourceFile(file)!;
    const visit = (node: ts.Node): void => {
      // Types leave no trace in an image.
      if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || isAmbient(node)) return;
      if (ts.isIdentifier(node) && isForeign(checker.getSymbolAtLocation(node), program)) {
        found.push(`${name(file)}: ${node.text}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

function isAmbient(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    !!ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)
  );
}

/** Whether a symbol is the engine's: declared by `declare` or in types of Node, and not in TypeScript's for the language. */
function isForeign(symbol: ts.Symbol | undefined, program: ts.Program): boolean {
  const declarations = (symbol?.declarations ?? []).filter((node) => !ts.isInterfaceDeclaration(node));
  return (
    declarations.length > 0 &&
    declarations.every((node) => {
      const file = node.getSourceFile();
      if (program.isSourceFileDefaultLibrary(file)) return false;
      if (file.isDeclarationFile) return !isMember(node);
      for (let outer: ts.Node = node; !ts.isSourceFile(outer); outer = outer.parent) {
        if (isAmbient(outer) && !ts.isPropertyDeclaration(outer)) return true;
      }
      return false;
    })
  );
}

/** Members of the language's objects that Node's types say more about. */
function isMember(node: ts.Declaration): boolean {
  return ts.isPropertySignature(node) || ts.isMethodSignature(node);
}
