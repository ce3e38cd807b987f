import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ReflectionKind, type JSONOutput } from "typedoc";

const root = join(import.meta.dirname, "../..");

/** What has no page of its own in the manuals of MicroPython and CPython. */
const OURS = new Set([
  "asyncio.decode",
  "asyncio.from_callback",
  "builtins.define",
  "machine.Edges",
  "machine.info",
  "machine.wait_for_edge",
]);

const PAGE = /https:\/\/docs\.(micropython|python)\.org\//;

/** A name and the comments that document it. */
interface Documented {
  name: string;
  kind: ReflectionKind;
  text: string;
}

function commentOf(it: JSONOutput.DeclarationReflection | JSONOutput.SignatureReflection): string {
  const { summary = [], blockTags = [] } = it.comment ?? {};
  return [...summary, ...blockTags.flatMap(({ content }) => content)].map(({ text }) => text).join("");
}

/** All public names of a module, and those of their members that they have of their own. */
function namesIn(module: JSONOutput.DeclarationReflection): Documented[] {
  const found: Documented[] = [];
  const add = (it: JSONOutput.DeclarationReflection, name: string): void => {
    if (it.kind === ReflectionKind.Constructor || it.kind === ReflectionKind.Reference) return;
    if (it.name === "prototype") return;
    if (it.flags.isExternal || it.inheritedFrom) return;
    const parts = [it, ...(it.signatures ?? []), ...(it.getSignature ? [it.getSignature] : [])];
    found.push({ name, kind: it.kind, text: parts.map(commentOf).join("\n").trim() });
    for (const child of it.children ?? []) add(child, `${name}.${child.name}`);
  };
  for (const child of module.children ?? []) add(child, `${module.name}.${child.name}`);
  return found;
}

describe("the reference", () => {
  let folder: string;
  let modules: JSONOutput.DeclarationReflection[];
  let names: Documented[];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "uasyncio-docs-"));
    const json = join(folder, "reference.json");
    const typedoc = join(root, "node_modules/typedoc/bin/typedoc");
    const args = [typedoc, "--logLevel", "Warn", "--out", join(folder, "api"), "--json", json];
    // Of typedoc no coverage is wanted.
    execFileSync(process.execPath, args, { cwd: root, env: { ...process.env, NODE_V8_COVERAGE: "" } });
    modules = (JSON.parse(readFileSync(json, "utf8")) as JSONOutput.ProjectReflection).children ?? [];
    names = modules.flatMap(namesIn);
  });
  after(() => rmSync(folder, { recursive: true }));

  it("knows the modules and their names", () => {
    expect(modules.map(({ name }) => name)).to.deep.equal([
      "asyncio",
      "builtins",
      "drivers",
      "machine",
      "testing",
      "time",
    ]);
    expect(names.map(({ name }) => name)).to.include.members([
      "asyncio.gather",
      "asyncio.Lock.acquire",
      "builtins.OSError.errno",
      "machine.Pin.irq",
      "time.ticks_ms",
    ]);
  });

  it("says something about every name", () => {
    expect(names.filter(({ text }) => text === "").map(({ name }) => name)).to.deep.equal([]);
  });

  it("leads to the manual for every function and class that has a page there", () => {
    const own = ReflectionKind.Function | ReflectionKind.Class | ReflectionKind.Variable;
    const without = names.filter(
      ({ name, kind, text }) =>
        (kind & own) !== 0 &&
        // Drivers follow data sheets; the module for tests is ours.
        !/^(drivers|testing)\./.test(name) &&
        name.split(".").length === 2 &&
        !PAGE.test(text) &&
        !/^As /.test(text),
    );
    const exceptions = /^builtins\.\w*(Error|Exception|Iteration|Interrupt|Exit)$/;
    expect(
      without.map(({ name }) => name).filter((name) => !OURS.has(name) && !exceptions.test(name)),
    ).to.deep.equal([]);
  });

  it("is what lies in docs/api; if not: npm run docs", () => {
    const read = (at: string) =>
      Object.fromEntries(readdirSync(at).map((it) => [it, readFileSync(join(at, it), "utf8")]));
    expect(read(join(folder, "api"))).to.deep.equal(read(join(root, "docs/api")));
  });
});
