import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BuildError } from "../compiler/errors.ts";
import { packageRoot } from "../compiler/modules.ts";
import { info, ls, reset, restore, rm } from "./board_commands.ts";
import { build } from "./build.ts";
import { UsageError, type Command, type Io } from "./command.ts";
import { demo } from "./demo.ts";
import { device } from "./device.ts";
import { flash } from "./flash.ts";
import { init } from "./init.ts";
import { monitor } from "./monitor.ts";
import { sim } from "./sim.ts";
import { test } from "./test.ts";
import { wiring } from "./wiring.ts";

const commands: Readonly<Record<string, Command>> = {
  ...{ init, build, sim, test, demo, wiring, device },
  ...{ flash, monitor, info, ls, rm, reset, restore },
};

function help(): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(7)} ${summary}`);
  return `uasyncio COMMAND …: MicroPython's asyncio for embedded JavaScript

${lines.join("\n")}

uasyncio COMMAND --help tells more; uasyncio --version shows the version.
`;
}

/**
 * The command line.
 *
 * @param args what stands after `uasyncio`
 * @returns the exit code
 */
export async function main(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (error instanceof BuildError) io.err(error.message + "\n");
    else if (error instanceof UsageError) io.err(`uasyncio: ${error.message}\n`);
    else throw error;
    return 1;
  }
}

async function dispatch([name, ...rest]: readonly string[], io: Io): Promise<number> {
  if (name === "--version") {
    const { version } = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as {
      version: string;
    };
    io.out(version + "\n");
    return 0;
  }
  if (name === "--help" || name === "-h" || name === "help") {
    io.out(help());
    return 0;
  }
  if (name === undefined) throw new UsageError("a command is missing\n\n" + help().trimEnd());
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const known = Object.keys(commands).join(", ");
    throw new UsageError(`there is no command "${name}" (commands: ${known}; see uasyncio --help)`);
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    io.out(command.help);
    return 0;
  }
  return await command.run(rest, io);
}
