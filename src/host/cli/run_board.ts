import { setTimeout as sleep } from "node:timers/promises";
import {
  boardWith,
  describeUnawaited,
  duration,
  SimBoard,
  timeline,
  type BoardParts,
  type PowerDown,
  type RunResult,
} from "../sim/index.ts";
import type { Io } from "./command.ts";
import type { Program } from "./program.ts";

export interface RunBoardOptions {
  /** Longest virtual time in µs. */
  for: number;
  realTime: boolean;
  /** Whether the firmware has the hardware timer. */
  timer: boolean;
  /** What hangs on the board. */
  parts?: BoardParts | undefined;
  /** Start of the random numbers. */
  seed?: number | undefined;
}

export interface BoardRun {
  board: SimBoard;
  /** 0 or 1. */
  exitCode: number;
}

/** Runs an image on a simulated board: its console goes to `io.out`, what the simulator has to say to `io.err`. */
export async function runBoard(program: Program, options: RunBoardOptions, io: Io): Promise<BoardRun> {
  const { parts, timer, seed } = options;
  const board = boardWith(parts, {
    board: program.board,
    firmware: { timer },
    ...(seed !== undefined && { seed }),
  });
  let uncaught = 0;
  board.onPrint = ({ text, kind }) => {
    io.out(text + "\n");
    if (kind === "uncaught") uncaught++;
  };
  board.onRemark = (text) => io.err(`sim: ${text}\n`);
  board.load(program.code, program.map, program.file);
  const result = options.realTime ? await pace(board, options.for) : board.run({ for: options.for });
  if (result.message !== "") io.err(`sim: ${result.message}\n`);
  if (result.reason === "time")
    io.err(`sim: stopped after ${duration(options.for)} of virtual time (see --for)\n`);
  if (board.downs.length > 0) io.err(`sim: ${describeDowns(board.downs)}\n`);
  for (const coroutine of board.unawaited) io.err(`sim: ${describeUnawaited(coroutine)}\n`);
  if (uncaught > 0) io.err(`sim: ${uncaught} uncaught exception${uncaught === 1 ? "" : "s"}\n`);
  const failed = uncaught > 0 || result.reason === "stalled" || result.reason === "busy";
  return { board, exitCode: failed ? 1 : 0 };
}

/** So many restarts are told one by one. */
const DOWNS = 5;

function describeDowns(downs: readonly PowerDown[]): string {
  const list = downs.slice(0, DOWNS).map(({ at, cause }) => `${cause} at ${duration(at)}`);
  if (downs.length > DOWNS) list.push(`${downs.length - DOWNS} more`);
  const times = downs.length === 1 ? "once" : `${downs.length} times`;
  return `the program was ended ${times}: ${list.join(", ")}`;
}

/** Runs a board no faster than real time. */
async function pace(board: SimBoard, limit: number): Promise<RunResult> {
  const start = performance.now();
  const end = Math.min(limit, Number.MAX_SAFE_INTEGER);
  for (;;) {
    const next = board.nextEventAt;
    if (next === Infinity || next > end)
      return board.run(next === Infinity ? {} : { for: end - board.clock.now });
    const ahead = next / 1000 - (performance.now() - start);
    // Timers of Node hold 2^31 ms.
    if (ahead > 0) await sleep(Math.min(ahead, 2 ** 31 - 1));
    if (ahead > 2 ** 31 - 1) continue;
    const result = board.run({ for: next - board.clock.now });
    if (result.reason === "busy") return result;
  }
}

export { timeline };
