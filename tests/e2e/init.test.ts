import { expect } from "chai";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { origin } from "../../src/host/cli/init.ts";
import { loadParts } from "../../src/host/sim/index.ts";
import { uasyncio } from "../support/cli.ts";
import { readPackage } from "./project.ts";

const root = resolve(import.meta.dirname, "../..");
const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

describe("uasyncio init", () => {
  let folder: string;
  let before: string;

  beforeEach(() => {
    before = process.cwd();
    folder = realpathSync(mkdtempSync(join(tmpdir(), "uasyncio init ")));
    process.chdir(folder);
  });

  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  async function init(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const { status, stdout, stderr } = await uasyncio(process.cwd(), "init", ...args);
    return { code: status, out: stdout, err: stderr };
  }

  /** All that lies in the folder, links and hidden files too. */
  const all = (): string[] => (readdirSync(folder, { recursive: true }) as string[]).sort();

  it("makes a project, with nothing left to fill in", async () => {
    const { code, out, err } = await init("light");
    expect({ code, err }).to.deep.equal({ code: 0, err: "" });
    expect(out).to.match(/light is a project for ESP32/);
    const files = all();
    expect(files).to.include.members([
      "light/.gitignore",
      "light/.vscode/tasks.json",
      "light/README.md",
      "light/on_board/board.ts",
      "light/package.json",
      "light/parts.json",
      "light/src/main.ts",
      "light/tests/main.test.ts",
    ]);
    for (const file of files.filter((name) => /\.\w+$/.test(name) && !name.endsWith(".vscode")))
      expect(readFileSync(file, "utf8"), file).not.to.match(/\$[A-Z]|undefined/);
    expect(readFileSync("light/src/main.ts", "utf8")).to.include("new Pin(2, Pin.OUT)");
  });

  it("takes this checkout of the package, and tools as they are tried here", async () => {
    const { out } = await init("light");
    const { uasyncio, mocha, typescript } = readPackage("light").devDependencies!;
    expect(uasyncio).to.equal(`file:${root}`);
    expect(out.includes(`npm run prepack --prefix ${root} `)).to.equal(!existsSync(join(root, "dist")));
    expect(mocha).to.equal(`^${own.devDependencies["mocha"]}`);
    expect(typescript).to.equal(`^${own.dependencies["typescript"]}`);
  });

  it("has npm scripts for each task of VS Code", async () => {
    await init("light");
    const { scripts } = JSON.parse(readFileSync("light/package.json", "utf8")) as { scripts: object };
    const { tasks } = JSON.parse(readFileSync("light/.vscode/tasks.json", "utf8")) as {
      tasks: { label: string; script: string }[];
    };
    expect(tasks.map(({ label }) => label)).to.deep.equal(["build", "test", "flash", "monitor"]);
    expect(scripts).to.include.all.keys(tasks.map(({ script }) => script));
  });

  it("is for the board that was named", async () => {
    const { out } = await init("light", "--board", "rp2040-pico");
    expect(out).to.include("Raspberry Pi Pico");
    expect(readFileSync("light/src/main.ts", "utf8")).to.include("new Pin(25, Pin.OUT)");
    expect(readFileSync("light/package.json", "utf8")).to.include("build src/main.ts --board rp2040-pico");
    expect(readFileSync("light/README.md", "utf8")).to.include("SCL to GPIO 9");
  });

  for (const board of ["esp32", "esp32c3", "esp32s3", "rp2040-pico"])
    it(`has a sensor at a simulated ${board}, wired as its README says`, async () => {
      await init("light", "--board", board);
      const { board: named, parts } = loadParts("light/parts.json");
      expect(named).to.equal(board);
      expect(parts).to.have.length(1);
      const picture = (await uasyncio(join(folder, "light"), "wiring", "parts.json")).stdout;
      const texts = [...picture.matchAll(/>([^<>]+)<\/text>/g)].map(([, text]) => text);
      const readme = readFileSync("light/README.md", "utf8");
      const wires = [...readme.matchAll(/(SCL|SDA) to (GPIO \d+)/g)];
      expect(wires).to.have.length(2);
      for (const [, line, gpio] of wires) expect(texts[texts.indexOf(gpio) + 1]).to.equal(line);
    });

  it("fills a folder that is there and empty: also the one it stands in, and behind a link", async () => {
    mkdirSync("light");
    symlinkSync("light", "link");
    expect((await init("link")).code).to.equal(0);
    expect(existsSync("light/package.json")).to.equal(true);
    mkdirSync("here");
    process.chdir("here");
    expect((await init(".")).code).to.equal(0);
    expect(readdirSync(".")).to.include("package.json");
    expect(readdirSync(".").filter((name) => name.startsWith(".uasyncio"))).to.deep.equal([]);
  });

  it("makes the folders above, too", async () => {
    expect((await init("a/b/light")).code).to.equal(0);
    expect(readdirSync("a/b")).to.deep.equal(["light"]);
  });

  it("takes the package from where it was installed from", () => {
    const modules = join(folder, "cache", "node_modules");
    mkdirSync(join(modules, "uasyncio"), { recursive: true });
    writeFileSync(join(modules, "uasyncio", "package.json"), '{ "version": "1.2.3" }');
    expect(origin(join(modules, "uasyncio"))).to.equal("^1.2.3");
    const registry = "https://registry.npmjs.org/uasyncio/-/uasyncio-1.2.3.tgz";
    const git = "git+ssh://git@github.com/somebody/uasyncio.git#5f0c";
    const origins = {
      [registry]: "^1.2.3",
      "https://npm.example.org/mirror/uasyncio/-/uasyncio-1.2.3.tgz": "^1.2.3",
      "file:../packed/uasyncio-1.2.3.tgz": `file:${folder}/packed/uasyncio-1.2.3.tgz`,
      "https://example.org/uasyncio.tgz": "https://example.org/uasyncio.tgz",
      [git]: git,
    };
    for (const [resolved, expected] of Object.entries(origins)) {
      const packages = { "node_modules/uasyncio": { version: "1.2.3", resolved } };
      writeFileSync(join(modules, ".package-lock.json"), JSON.stringify({ packages }));
      expect(origin(join(modules, "uasyncio")), resolved).to.equal(expected);
    }
  });

  it("takes a path for --package as seen from here", async () => {
    writeFileSync("uasyncio 1.tgz", "");
    const specs = {
      "uasyncio 1.tgz": `file:${folder}/uasyncio 1.tgz`,
      "./uasyncio 1.tgz": `file:${folder}/uasyncio 1.tgz`,
      "file:uasyncio 1.tgz": `file:${folder}/uasyncio 1.tgz`,
      [root]: `file:${root}`,
      "~0.1.0": "~0.1.0",
      "github:somebody/uasyncio#main": "github:somebody/uasyncio#main",
      "https://example.org/uasyncio.tgz": "https://example.org/uasyncio.tgz",
    };
    let count = 0;
    for (const [spec, expected] of Object.entries(specs)) {
      const project = `p${++count}`;
      expect(await init(project, "--package", spec)).to.include({ code: 0 });
      expect(readPackage(project).devDependencies!["uasyncio"]).to.equal(expected);
    }
  });

  describe("refuses, and leaves all as it was,", () => {
    const cases: Record<string, { args: string[]; message: RegExp }> = {
      "no folder named": { args: [], message: /folder of the project is missing/ },
      "two folders": { args: ["a", "b"], message: /one folder of the project is enough: what is "b"\?/ },
      "a folder with something in it": {
        args: ["full"],
        message: /full is not empty: \.hidden and 1 more in it/,
      },
      "a file": { args: ["file"], message: /file is there already, and is no folder/ },
      "a folder below a file": {
        args: ["file/light"],
        message: /file\/light cannot be made: .*(ENOTDIR|EEXIST)/,
      },
      "what the file system refuses": {
        args: [`new/folders/${"a".repeat(256)}`, "--name", "light"],
        message: /cannot be made: ENAMETOOLONG/,
      },
      "a link that leads nowhere": { args: ["broken"], message: /broken cannot be made: / },
      "a folder whose name npm does not take": {
        args: ["My Light!"],
        message: /"My Light!" cannot be the name of an npm package: small letters.*\n.*--name my-light\n/,
      },
      "a name that is taken": {
        args: ["uasyncio"],
        message: /"uasyncio" cannot be .*: it is taken\n.*--name my-/,
      },
      "a name that npm does not take": {
        args: ["light", "--name", "../light"],
        message: /"\.\.\/light" cannot be the name of an npm package: small letters[^\n]*\n$/,
      },
      "a name that is too long": {
        args: ["light", "--name", "a".repeat(215)],
        message: /it is longer than 214 characters/,
      },
      "an unknown board": {
        args: ["light", "--board", "esp8266"],
        message: /there is no board "esp8266"\n.*boards: esp32, esp32c3/,
      },
      "a target that is no board": { args: ["light", "--board", "bare"], message: /bare is no board/ },
      "a package that is not there": {
        args: ["light", "--package", "./none.tgz"],
        message: /cannot find \.\/none\.tgz \(--package\)/,
      },
      "an empty package": { args: ["light", "--package", ""], message: /--package is empty/ },
    };
    for (const [name, { args, message }] of Object.entries(cases)) {
      it(name, async () => {
        mkdirSync("full");
        writeFileSync("full/.hidden", "");
        writeFileSync("full/notes.txt", "mine");
        writeFileSync("file", "mine");
        symlinkSync("nowhere", "broken");
        const there = all();
        const { code, out, err } = await init(...args);
        expect(err).to.match(message);
        expect({ code, out }).to.deep.equal({ code: 1, out: "" });
        expect(all()).to.deep.equal(there);
        expect(readFileSync("full/notes.txt", "utf8")).to.equal("mine");
      });
    }
  });
});
