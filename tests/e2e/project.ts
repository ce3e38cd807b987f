import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const installed = join(import.meta.dirname, "../../node_modules");

interface Package {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  bin?: Record<string, string> | string;
}

export function readPackage(folder: string): Package {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Package;
}

/** Puts packages of our own node_modules into those of `folder`, with their commands, as npm would: these and no other. */
export function link(folder: string, names: Iterable<string>): void {
  for (const name of names) {
    const to = join(folder, "node_modules", name);
    mkdirSync(dirname(to), { recursive: true });
    symlinkSync(join(installed, name), to);
    linkCommands(folder, name);
  }
}

/** Makes the commands of a package that lies in node_modules known to scripts of package.json. */
export function linkCommands(folder: string, name: string): void {
  const bin = join(folder, "node_modules/.bin");
  mkdirSync(bin, { recursive: true });
  const home = join(folder, "node_modules", name);
  const commands = readPackage(home).bin ?? {};
  const list = typeof commands === "string" ? { [name.replace(/.*\//, "")]: commands } : commands;
  for (const [command, file] of Object.entries(list))
    symlinkSync(relative(bin, join(home, file)), join(bin, command));
}
