import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { loadTarget, type Board } from "../compiler/boards.ts";
import { packageRoot } from "../compiler/modules.ts";
import { onlyOne, parse, UsageError, type Command } from "./command.ts";

const help = `uasyncio init DIR [options]

Makes a new project in DIR, a folder that is not there yet or is empty: a program that reads a sensor and blinks, a
test of it on the simulated board, and what build, lint and editor need.

  --board NAME     the board (default esp32)
  --name NAME      name of the npm package (default: DIR's)
  --package SPEC   which uasyncio it depends on: a version, an address, or the path of a folder or packed .tgz
                   (default: where this one comes from)
`;

export const init: Command = {
  summary: "make a new project",
  help,
  async run(args, io) {
    const { values, positionals } = parse(args, {
      board: { type: "string", default: "esp32" },
      name: { type: "string" },
      package: { type: "string" },
    });
    const given = onlyOne(positionals, "folder of the project");
    const folder = resolve(given);
    const { board } = loadTarget(values.board);
    if (!board) throw new UsageError(`${values.board} is no board: a project needs one with pins`);
    const name = values.name ?? basename(folder);
    checkName(name, values.name === undefined);
    const uasyncio = values.package === undefined ? origin(packageRoot) : dependency(values.package);
    create(folder, given, projectFiles(name, board, uasyncio));
    // A project gets no more of a checkout than a link to it.
    const isBuilt = uasyncio !== `file:${packageRoot}` || existsSync(join(packageRoot, "dist"));
    io.out(`${given} is a project for ${board.title}. Next:

${isBuilt ? "" : `  npm run prepack --prefix ${quoted(packageRoot)}   # builds uasyncio\n`}  cd ${quoted(given)}
  npm install
  npm test          # runs it on a simulated board
  npm run flash     # puts it onto yours

README.md there tells the rest.
`);
    return 0;
  },
};

/** What npm takes for the name of a new package, and what Node can find by it. */
function checkName(name: string, isFolder: boolean): void {
  let wrong: string | undefined;
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name))
    wrong = "small letters, digits, - . and _ are allowed, a letter or digit first";
  else if (name.length > 214) wrong = "it is longer than 214 characters";
  else if (["node_modules", "uasyncio"].includes(name)) wrong = "it is taken";
  if (wrong === undefined) return;
  const hint = isFolder ? `\n    give another one by --name, as in --name ${suggestion(name)}` : "";
  throw new UsageError(`"${name}" cannot be the name of an npm package: ${wrong}${hint}`);
}

function suggestion(name: string): string {
  const made = name
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[^a-z0-9]+|-+$/g, "")
    .slice(0, 214);
  return ["", "node_modules", "uasyncio"].includes(made) ? "my-project" : made;
}

/** What stands in package.json for where uasyncio comes from. A path is as seen from here, not from the project. */
function dependency(spec: string): string {
  if (spec === "") throw new UsageError("--package is empty");
  const path = /^file:/.test(spec) ? spec.slice("file:".length) : spec;
  const isPath = path !== spec || /^(\.{0,2}[/\\]|\.{1,2}$|[a-z]:[/\\])/i.test(spec) || existsSync(spec);
  if (!isPath && !/^[^/:]+\.tgz$/.test(spec)) return spec;
  if (!existsSync(path)) throw new UsageError(`cannot find ${path} (--package)`);
  return `file:${resolve(path)}`;
}

/** Where the package in a folder was installed from, as npm has noted it: the registry, a packed file, an address; or the folder itself, for a checkout. */
export function origin(folder: string): string {
  const modules = dirname(folder);
  if (basename(modules) !== "node_modules") return `file:${folder}`;
  const { version } = packageIn(folder);
  const note = join(modules, ".package-lock.json");
  if (!existsSync(note)) return `^${version}`;
  const { packages } = JSON.parse(readFileSync(note, "utf8")) as {
    packages: Record<string, { resolved?: string } | undefined>;
  };
  const resolved = packages["node_modules/uasyncio"]?.resolved ?? "";
  if (resolved.startsWith("file:")) return `file:${resolve(dirname(modules), resolved.slice(5))}`;
  // A package of the registry is a file there, named by its version.
  const isRegistry = resolved === "" || resolved.endsWith(`/uasyncio/-/uasyncio-${version}.tgz`);
  return isRegistry ? `^${version}` : resolved;
}

interface OwnPackage {
  version: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  engines: { node: string };
}

function packageIn(folder: string): OwnPackage {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as OwnPackage;
}

/** What a project's tests, lint and editor need; their versions are those that uasyncio itself is tested with. */
const TOOLS = [
  "@eslint/js",
  "@types/mocha",
  "@types/node",
  "eslint",
  "mocha",
  "tsx",
  "typescript",
  "typescript-eslint",
];

function packageJson(name: string, board: Board, uasyncio: string): string {
  const { dependencies, devDependencies, engines } = packageIn(packageRoot);
  const tools = TOOLS.map((tool) => {
    const version = devDependencies[tool] ?? dependencies[tool];
    return [tool, /^\d/.test(version) ? `^${version}` : version] as const;
  });
  const target = `src/main.ts --board ${board.name}`;
  const content = {
    name,
    version: "0.1.0",
    private: true,
    type: "module",
    engines: { node: engines.node },
    scripts: {
      build: `uasyncio build ${target}`,
      test: "mocha",
      "test:board": `uasyncio test --board ${board.name} --on`,
      sim: `uasyncio sim ${target} --parts parts.json`,
      wiring: "uasyncio wiring parts.json --out wiring.svg",
      flash: `uasyncio flash ${target}`,
      monitor: "uasyncio monitor --image build/main.js",
      lint: "tsc && tsc --project tests && eslint .",
    },
    devDependencies: Object.fromEntries<string>([...tools, ["uasyncio", uasyncio]]),
  };
  return JSON.stringify(content, undefined, 2) + "\n";
}

const templates = join(packageRoot, "templates/project");

/** The files of a project by their paths in it. */
function projectFiles(name: string, board: Board, uasyncio: string): Map<string, string> {
  const { scl, sda } = board.i2c[0];
  const values: Record<string, string> = {
    NAME: name,
    BOARD: board.name,
    BOARD_TITLE: board.title,
    LED_GPIO: String(board.led.gpio),
    LED_INVERTED: String(board.led.inverted),
    LED_ON: board.led.inverted ? "0" : "1",
    SCL: String(scl),
    SDA: String(sda),
  };
  const files = new Map([["package.json", packageJson(name, board, uasyncio)]]);
  for (const entry of readdirSync(templates, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const text = readFileSync(file, "utf8").replace(/\$([A-Z_]+)/g, (mark, key: string) => {
      if (!Object.hasOwn(values, key)) throw new Error(`${file}: there is nothing for ${mark}`);
      return values[key];
    });
    // npm would not pack it under its own name.
    files.set(file.slice(templates.length + 1).replace(/^gitignore$/, ".gitignore"), text);
  }
  return files;
}

/** Writes all files or none. They are made in a folder beside their place, and moved there when all is well. */
function create(folder: string, given: string, files: ReadonlyMap<string, string>): void {
  let made: string | undefined;
  let temporary: string | undefined;
  try {
    const there = existsSync(folder);
    if (there) checkEmpty(folder, given);
    else made = mkdirSync(dirname(folder), { recursive: true });
    temporary = mkdtempSync(join(there ? folder : dirname(folder), ".uasyncio-init-"));
    const project = join(temporary, "project");
    for (const [path, text] of files) {
      mkdirSync(dirname(join(project, path)), { recursive: true });
      writeFileSync(join(project, path), text);
    }
    if (there) moveInto(project, folder);
    else renameSync(project, folder);
    made = undefined;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`${given} cannot be made: ${message}`);
  } finally {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
    if (made !== undefined) removeEmpty(dirname(folder), made);
  }
}

/** Removes a folder and those above it up to `last`, as long as nobody has put anything there. */
function removeEmpty(folder: string, last: string): void {
  if (readdirSync(folder).length > 0) return;
  rmdirSync(folder);
  if (folder !== resolve(last)) removeEmpty(dirname(folder), last);
}

function checkEmpty(folder: string, given: string): void {
  if (!statSync(folder).isDirectory()) throw new UsageError(`${given} is there already, and is no folder`);
  const [first, ...more] = readdirSync(folder);
  if (first === undefined) return;
  const list = more.length > 0 ? `${first} and ${more.length} more` : first;
  throw new UsageError(`${given} is not empty: ${list} in it. Name a folder that is not there yet`);
}

/** An empty folder may be where somebody stands, or a link: it stays, and is filled. */
function moveInto(project: string, folder: string): void {
  const moved: string[] = [];
  try {
    for (const name of readdirSync(project)) {
      const to = join(folder, name);
      if (existsSync(to)) throw new UsageError(`${to} came to be meanwhile`);
      renameSync(join(project, name), to);
      moved.push(to);
    }
  } catch (error) {
    for (const path of moved) rmSync(path, { recursive: true });
    throw error;
  }
}

/** As a shell has to be given it. */
function quoted(path: string): string {
  return /^[\w./~+@-]+$/.test(path) && !path.startsWith("-") ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
