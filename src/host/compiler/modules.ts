import { existsSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Where this package lies, in the repository as in node_modules. */
export const packageRoot = findPackageRoot(dirname(fileURLToPath(import.meta.url)));

/** The modules a program can import by name, all but `drivers` and `testing` of MicroPython's. */
export const moduleNames = [
  "asyncio",
  "uasyncio",
  "builtins",
  "time",
  "machine",
  "drivers",
  "testing",
] as const;

/** Engine modules that Espruino's firmware carries; they are loaded on the chip by `require(…)`. */
const engineModules = [
  "net",
  "http",
  "tls",
  "fs",
  "crypto",
  "Wifi",
  "timer",
  "Storage",
  "Flash",
  "neopixel",
  "heatshrink",
];

/** Which HAL an image for a target stands on. */
export type HalName = "espruino" | "bare" | "node";

/** Every specifier that resolves into this package, with the file it stands for. */
export function libraryFiles(hal: HalName): Record<string, string> {
  const files: Record<string, string> = {};
  for (const name of moduleNames) {
    files[name] = join(packageRoot, "src", name === "uasyncio" ? "asyncio" : name, "index.ts");
  }
  files["#hal"] = join(packageRoot, "src/hal", `${hal}.ts`);
  files["#coroutine"] = join(packageRoot, "src/kernel/compiled.ts");
  files["#thenable"] = join(packageRoot, "src/kernel/thenable.ts");
  return files;
}

const chipFolders = ["asyncio", "builtins", "time", "machine", "kernel", "hal", "drivers", "testing"];

/** Whether a file is part of this package's own chip code, as against the user's program. */
export function isLibraryFile(file: string): boolean {
  return chipFolders.some((folder) => file.startsWith(join(packageRoot, "src", folder) + sep));
}

/** What to tell someone who imports a module that does not exist on a chip. */
export function unknownModule(name: string): { message: string; hint: string } {
  const bare = name.replace(/^node:/, "");
  const known = moduleNames.filter((module) => module !== "uasyncio").join(", ");
  return {
    message: `there is no module "${name}" on the chip`,
    hint: engineModules.includes(bare)
      ? `modules: ${known}; for the engine's own one write  const ${bare} = require("${bare}")`
      : `modules: ${known}, and your own files ("./…")`,
  };
}

function findPackageRoot(from: string): string {
  const file = join(from, "package.json");
  if (existsSync(file) && (JSON.parse(readFileSync(file, "utf8")) as { name?: string }).name === "uasyncio") {
    return from;
  }
  const parent = dirname(from);
  if (parent === from) throw new Error("package.json of uasyncio not found");
  return findPackageRoot(parent);
}
