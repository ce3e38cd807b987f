import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../compiler/modules.ts";
import { parse, UsageError, type Command, type Io } from "./command.ts";
import { loadProgram } from "./program.ts";
import { runBoard, timeline } from "./run_board.ts";

const DEMOS = ["gather", "sensors"];

const help = `uasyncio demo

Builds the demos for the ESP32 into build/, runs each image on the simulated board and shows who ran when.
`;

export const demo: Command = {
  summary: "build the demos and run them on a simulated ESP32",
  help,
  async run(args, io) {
    const { positionals } = parse(args, {});
    if (positionals.length > 0) throw new UsageError(`demo takes no argument: what is "${positionals[0]}"?`);
    let exitCode = 0;
    for (const name of DEMOS) exitCode = Math.max(exitCode, await show(name, io));
    return exitCode;
  },
};

async function show(name: string, io: Io): Promise<number> {
  const image = join("build", `${name}.js`);
  const { build, writeImage } = await import("../compiler/index.ts");
  const result = await build({ entry: join(packageRoot, "src/demos", `${name}.ts`), board: "esp32" });
  writeImage(result, image);
  io.out(`--- ${name}.ts as ${image}, ${readFileSync(image).length} bytes, on a simulated ESP32\n\n`);
  // Read back: what runs is the file that would be flashed.
  const program = await loadProgram(image, undefined);
  const { board, exitCode } = await runBoard(program, { for: 60e6, realTime: false, timer: true }, io);
  io.out(`\n${timeline(board.trace)}\n\n`);
  return exitCode;
}
