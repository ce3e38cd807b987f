import { boardOfParts, loadParts } from "../sim/index.ts";
import { onlyOne, parse, parseDuration, UsageError, type Command } from "./command.ts";
import { loadProgram } from "./program.ts";
import { runBoard, timeline } from "./run_board.ts";

const help = `uasyncio sim IMAGE_OR_APP [options]

Runs an image (.js, with its .js.map if that lies beside it) or a program (.ts, built in memory) on a simulated
board, in virtual time: waiting costs nothing. Standard output is what the board's console shows.

  --board NAME   the board (default: the one the image was built for, that of --parts, else esp32)
  --parts FILE   parts that hang on the board, what they measure and what is wrong with them: see docs/testing.md
  --seed NUMBER  start of all random numbers (default: that of --parts, else 1)
  --for TIME     longest virtual time: 10s, 500ms, 2m, 1h (default 60s, with --real-time for ever)
  --real-time    no faster than real time
  --no-timer     firmware without require("timer"), as before 2v29
  --timeline     at the end, draw who ran when

Exit code 1 if the program waits for ever, never comes back to the idle loop, or leaves an exception uncaught.
`;

export const sim: Command = {
  summary: "run an image or a program on a simulated board",
  help,
  async run(args, io) {
    const { values, positionals } = parse(args, {
      board: { type: "string" },
      parts: { type: "string" },
      seed: { type: "string" },
      for: { type: "string" },
      "real-time": { type: "boolean", default: false },
      "no-timer": { type: "boolean", default: false },
      timeline: { type: "boolean", default: false },
    });
    const file = onlyOne(positionals, "image or program");
    const realTime = values["real-time"];
    const limit = values.for === undefined ? (realTime ? Infinity : 60e6) : parseDuration(values.for);
    const seed = values.seed === undefined ? undefined : wholeNumber(values.seed);
    const program = await loadProgram(file, values.board ?? (values.parts && boardOfParts(values.parts)));
    if (program.board === "bare" || program.board === "node")
      throw new UsageError(`${file} is an image for ${program.board}, which is no board`);
    const parts = values.parts === undefined ? undefined : loadParts(values.parts, program.board);
    io.err(program.warnings);
    const options = { for: limit, realTime, timer: !values["no-timer"], parts, seed };
    const { board, exitCode } = await runBoard(program, options, io);
    if (values.timeline) io.err(timeline(board.trace) + "\n");
    return exitCode;
  },
};

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`"${text}" is no seed: write a whole number`);
  return Number(text);
}
