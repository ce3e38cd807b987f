import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import ts from "typescript";
import { build } from "../../src/host/compiler/index.ts";
import { micropythonMain } from "../support/micropython.ts";

const root = join(import.meta.dirname, "../..");
const PAGE = readFileSync(join(root, "docs/for-micropython-users.md"), "utf8");

/** What stands under one heading. */
interface Section {
  title: string;
  blocks: Partial<Record<string, string>>;
  /** Whether the page says that it is not run. */
  shown: boolean;
}

const sections: Section[] = PAGE.split(/^#{2,3} /m).map((text) => ({
  title: text.split("\n")[0] ?? "",
  blocks: Object.fromEntries(
    [...text.matchAll(/^```([\w ]+)\n(.*?)^```$/gms)].map(([, language, code]) => [language, code]),
  ),
  shown: text.includes("<!-- shown only: "),
}));

const [{ blocks: header }] = sections;
const examples = sections.filter(({ blocks }) => blocks.ts !== undefined);

/** The whole program of an example. */
const program = ({ blocks }: Section): string =>
  `${header["ts header"] ?? ""}${blocks.ts ?? ""}asyncio.run(main());\n`;

const lines = (text: string): string[] => text.trimEnd().split("\n");

async function run(file: string): Promise<string[]> {
  const { code } = await build({ entry: file, board: "bare", typecheck: false });
  const printed: string[] = [];
  runInContext(code, createContext({ print: (line: string) => printed.push(line) }), { timeout: 20000 });
  return printed;
}

describe("the page for people who know MicroPython", () => {
  let folder: string;
  const files: string[] = [];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "uasyncio-page-"));
    examples.forEach((example, i) => {
      files.push(join(folder, `example${i}.ts`));
      writeFileSync(files[i], program(example));
    });
  });
  after(() => rmSync(folder, { recursive: true }));

  it("has an example in every section that it promises one in", () => {
    expect(examples).to.have.length.greaterThan(15);
    // Each that is run shows what it prints, so that there is something to compare.
    const silent = examples.filter(({ blocks, shown }) => !shown && blocks.text === undefined);
    expect(silent.map(({ title }) => title)).to.deep.equal([]);
  });

  it("has no wrong types in its examples", () => {
    const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
      config: unknown;
    };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    const checked = ts.createProgram(files, { ...options, noUnusedLocals: false, noUnusedParameters: false });
    const wrong = files.flatMap((file, i) => {
      const source = checked.getSourceFile(file)!;
      const found = [...checked.getSemanticDiagnostics(source), ...checked.getSyntacticDiagnostics(source)];
      return found.map(
        ({ messageText }) => `${examples[i].title}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
      );
    });
    expect(wrong).to.deep.equal([]);
  });

  examples.forEach((example, i) => {
    const { title, blocks, shown } = example;
    if (shown) {
      it(`can be built: ${title}`, async () => {
        const { code } = await build({ entry: files[i], typecheck: false });
        expect(code).to.not.equal("");
      });
      return;
    }
    it(`prints what it says: ${title}`, async () => {
      expect(await run(files[i])).to.deep.equal(lines(blocks.text ?? ""));
    });
    const { python } = blocks;
    if (python !== undefined)
      it(`prints the same on MicroPython: ${title}`, async () => {
        expect(await micropythonMain(`${header["python header"] ?? ""}${python}`)).to.deep.equal(
          lines(blocks.text ?? ""),
        );
      });
  });
});
