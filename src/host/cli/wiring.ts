import { writeFileSync } from "node:fs";
import { loadTarget } from "../compiler/boards.ts";
import { loadParts } from "../sim/index.ts";
import { wiringPicture } from "../wiring/picture.ts";
import { onlyOne, parse, type Command } from "./command.ts";

const help = `uasyncio wiring PARTS.json [options]

Draws how the parts of a file are wired to their board, as an SVG picture. It goes to standard output.

  --board NAME   the board (default: the one that the file names, else esp32)
  --out FILE     write it there instead
`;

export const wiring: Command = {
  summary: "draw how parts are wired to a board",
  help,
  async run(args, io) {
    const { values, positionals } = parse(args, { board: { type: "string" }, out: { type: "string" } });
    const { board: onFile, parts, named } = loadParts(onlyOne(positionals, "file of parts"), values.board);
    const { board } = loadTarget(values.board ?? onFile ?? "esp32");
    const picture = wiringPicture(board!, parts, named);
    if (values.out === undefined) io.out(picture);
    else writeFileSync(values.out, picture);
    return 0;
  },
};
