import type { WaitingTask } from "./trace.ts";

export interface SimOptions {
  /** A board by name, from `boards/`. Default `esp32`. */
  board?: string;
  /**
   * `version`: what the firmware calls itself; default `2v29`. `timer`: whether it has `require("timer")`, as 2v29 does and
   * earlier ones do not.
   */
  firmware?: { version?: string; timer?: boolean };
  /** What is in Storage at first: contents by file name, text being one byte a character. Default: nothing. */
  storage?: Readonly<Record<string, Uint8Array | string>>;
  /** Whether `process.memory()` says how many JsVars are in use, by an estimate. Default false: it says that this is not modelled. */
  estimateMemory?: boolean;
  /** What the wall clock shows at power-up, in seconds. Default 0, as on a board without a battery. */
  epoch?: number;
  /** Start of the random numbers: the program's, and those of parts that have no seed of their own. */
  seed?: number;
  /** How many entries of the console and of each trace are kept at least, the last ones. Default 100,000. */
  keep?: number;
  /** ms of real time after which a program that does not come back to the idle loop is given up. Default 10,000. */
  timeLimit?: number;
}

export interface RunOptions {
  /** Longest virtual time to run, in µs. Default: no limit. */
  for?: number;
  /** Looked at after each round of the idle loop; true ends the run. */
  until?: () => boolean;
}

export interface RunResult {
  /**
   * - idle: nothing is left that could happen by itself; `waiting` lists tasks that wait for a pin
   * - stalled: as idle, and the loop runs, but nothing can ever wake its tasks, which `waiting` lists
   * - time: the time given by `for` is over
   * - until: `until` said so
   * - busy: the program never came back to the idle loop; the board cannot be run any more
   */
  reason: "idle" | "stalled" | "time" | "until" | "busy";
  /** Virtual time in µs. */
  now: number;
  waiting: WaitingTask[];
  /** What may still come from outside: pins whose edges the program waits for, serial ports, the network. */
  watching: string[];
  /** What to tell a person about it; empty for `idle` with nobody waiting, `time` and `until`. */
  message: string;
}

/** A line on the board's console. */
export interface ConsoleLine {
  /** Virtual time in µs. */
  at: number;
  text: string;
  /** Whether the program printed it or the firmware did, of an exception that nobody caught. */
  kind: "print" | "uncaught";
}
