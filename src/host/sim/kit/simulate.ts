import { existsSync } from "node:fs";
import { fail } from "../../compiler/errors.ts";
import type { Part } from "../devices/part.ts";
import type { SimOptions } from "../options.ts";
import type { ImageMap } from "../stack.ts";
import { buildOnce } from "./build_once.ts";
import { readImage } from "./image_file.ts";
import { boardWith, loadParts, type BoardParts } from "./parts_file.ts";
import { Simulation } from "./simulation.ts";

export interface SimulateOptions extends SimOptions {
  /** What hangs on the board: the name of a file that says so, or parts, made anew for each simulation. */
  parts?: string | readonly Part[];
  /** Whether to check types and pins before a build. Default true. */
  typecheck?: boolean;
  /** Whether an exception that the program does not catch fails the test, as by default, or is printed and no more. */
  uncaught?: "fail" | "print";
}

/** An image as the build gives it. */
export interface SimImage {
  code: string;
  map?: ImageMap | undefined;
  /** The board that it was built for. */
  board?: string;
}

/**
 * Puts a program on a simulated board with parts. It starts with the first call that lets time pass.
 *
 * A program is built once in a process, as long as its files stay as they are.
 *
 * @param program a program (TypeScript or JavaScript) or an image (.js with its .js.map), by the name of its file, or what `build` gave
 * @throws BuildError if the program cannot be built, or the parts not be put on the board
 *
 * @example
 * const sim = await simulate("src/app.ts", { board: "esp32c3", parts: [new BH1750({ i2c: 1, illuminance_lx: 50 })] });
 * sim.at("10s", () => sim.part("BH1750").set("illuminance_lx", 5));
 * sim.until("it is dark", "30s");
 * sim.pin(2).expect(1);
 */
export async function simulate(
  program: string | SimImage,
  options: SimulateOptions = {},
): Promise<Simulation> {
  const { parts: given = [], typecheck = true, uncaught = "fail", ...rest } = options;
  const image = typeof program === "string" ? imageIn(program) : program;
  const usual = rest.board ?? image?.board ?? image?.map?.x_uasyncio?.board;
  const parts: BoardParts =
    typeof given === "string"
      ? loadParts(given, usual)
      : { board: undefined, seed: undefined, brownOuts: [], parts: given, named: new Map<string, Part>() };
  const name = usual ?? parts.board ?? "esp32";
  const file = typeof program === "string" ? program : "image.js";
  const { code, map } = image ?? (await buildOnce({ entry: file, board: name, typecheck }));
  const board = boardWith(parts, { ...rest, board: name });
  return new Simulation({
    board,
    load: () => {
      board.load(code, map, file);
    },
    parts: parts.parts,
    named: parts.named,
    strict: uncaught === "fail",
  });
}

function imageIn(file: string): SimImage | undefined {
  if (!existsSync(file)) fail(`cannot find the program ${file}`);
  return readImage(file);
}
