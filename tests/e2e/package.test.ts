import { expect } from "chai";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { link, linkCommands, readPackage } from "./project.ts";

const root = join(import.meta.dirname, "../..");

/** What runs here is a copy, of which no coverage is wanted. */
const env = { ...process.env, NODE_V8_COVERAGE: "" };

const PROGRAM = `
import * as asyncio from "asyncio";
import { OSError, print } from "builtins";
import { Pin } from "machine";
import { ticks_ms } from "time";

const led = new Pin(2, Pin.OUT);

async function read(ms: number): Promise<number> {
  await asyncio.sleep_ms(ms);
  if (ms > 25) throw new OSError(5);
  return ms;
}

async function main(): Promise<void> {
  led.on();
  const [a, b] = await asyncio.gather(read(10), asyncio.wait_for_ms(read(20), 100));
  print(a + b, led.value(), ticks_ms());
  print(await asyncio.gather(read(30), { return_exceptions: true }));
}

asyncio.run(main());
`;

/** A user's own test of the program, in plain JavaScript. */
const SCRIPT = `
import { build } from "uasyncio/compiler";
import { SimBoard } from "uasyncio/sim";
import { Linter } from "eslint";
import uasyncio from "uasyncio/eslint";
const { code, map } = await build({ entry: "app.ts", board: "esp32" });
const board = new SimBoard({ board: "esp32" });
board.load(code, map);
board.run();
console.log(board.console.map(({ text }) => text).join("|"), board.pins.D2.read());
const lint = (text) => new Linter().verify(text, [{ ...uasyncio.configs.recommended, files: ["**/*.js"] }], "app.js");
console.log(lint("async function f() {} async function g() { f(); }").map(({ ruleId }) => ruleId).join());
console.log(board.unawaited.length);
`;

describe("the packed package, in a project of somebody's own", () => {
  let folder: string;
  const command = (file: string, ...args: string[]): string =>
    execFileSync(file, args, { cwd: folder, encoding: "utf8", env, stdio: ["ignore", "pipe", "pipe"] });

  before(function () {
    this.timeout(240_000);
    folder = mkdtempSync(join(tmpdir(), "uasyncio project "));
    const modules = join(folder, "node_modules");
    mkdirSync(join(modules, "uasyncio"), { recursive: true });
    const packed = execFileSync("npm", ["pack", "--pack-destination", folder, "--silent"], {
      cwd: root,
      encoding: "utf8",
      env,
    });
    command(
      "tar",
      "-xzf",
      packed.trim().split("\n").at(-1)!,
      "-C",
      join(modules, "uasyncio"),
      "--strip-components=1",
    );
    // What the package depends on, as npm would have put it there; not what only its own tests need.
    for (const name of readdirSync(join(root, "node_modules")))
      if (name !== "tsx" && !name.startsWith("."))
        symlinkSync(join(root, "node_modules", name), join(modules, name));
    writeFileSync(join(folder, "app.ts"), PROGRAM);
    writeFileSync(join(folder, "try.mjs"), SCRIPT);
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          target: "ES2022",
          module: "ESNext",
          moduleResolution: "Bundler",
          strict: true,
          noEmit: true,
          types: ["uasyncio/modules"],
        },
        include: ["app.ts", "wrong.ts"],
      }),
    );
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("builds and simulates a program from the command line", () => {
    expect(command("node", "node_modules/uasyncio/build.mjs", "app.ts", "--out", "app.js")).to.match(
      /^app\.js for esp32/,
    );
    expect(command("node", "node_modules/uasyncio/bin/uasyncio.mjs", "sim", "app.js")).to.equal(
      "30 1 20\n[OSError(5,)]\n",
    );
  }).timeout(120_000);

  it("gives the editor the types of the modules", () => {
    writeFileSync(join(folder, "wrong.ts"), PROGRAM.replace("read(10)", 'read("10")'));
    const tsc = ["node_modules/typescript/bin/tsc", "-p", "."];
    const { stdout } = spawnSync("node", tsc, { cwd: folder, encoding: "utf8", env });
    expect(stdout.match(/^\S+: error.*/gm)).to.have.length(1);
    expect(stdout).to.match(
      /^wrong\.ts\(.*Argument of type 'string' is not assignable to parameter of type 'number'/,
    );
  }).timeout(120_000);

  it("exports the build and the simulator", () => {
    expect(command("node", "try.mjs")).to.equal(
      "30 1 20|[OSError(5,)] 1\nuasyncio/no-unawaited-coroutine\n0\n",
    );
  }).timeout(120_000);

  it("makes a new project that passes its tests and its lint at once", () => {
    const project = join(folder, "light");
    expect(command("node", "node_modules/uasyncio/bin/uasyncio.mjs", "init", "light")).to.include("cd light");
    // As npm would install it: what package.json names, and what the package itself depends on, and nothing else.
    const { uasyncio, ...tools } = readPackage(project).devDependencies!;
    expect(uasyncio).to.match(/^\^\d+\.\d+\.\d+/);
    link(project, Object.keys(tools));
    const installed = join(project, "node_modules/uasyncio");
    cpSync(join(folder, "node_modules/uasyncio"), installed, { recursive: true });
    link(installed, Object.keys(readPackage(installed).dependencies!));
    linkCommands(project, "uasyncio");
    const script = (...args: string[]): string => {
      const { status, stdout, stderr } = spawnSync("npm", ["run", ...args], {
        cwd: project,
        encoding: "utf8",
        env,
      });
      if (status !== 0) throw new Error(`npm run ${args.join(" ")} failed:\n${stdout}${stderr}`);
      return stdout;
    };
    expect(script("test")).to.match(/2 passing/);
    script("lint");
  }).timeout(240_000);
});
