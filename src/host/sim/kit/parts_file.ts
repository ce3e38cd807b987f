import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { boardNames, loadTarget, type Board } from "../../compiler/boards.ts";
import { BuildError, fail, type BuildMessage } from "../../compiler/errors.ts";
import { jsonErrors, parseJson, type JsonFault } from "../../compiler/json_file.ts";
import { SimBoard } from "../board.ts";
import { micros, type Time } from "../devices/micros.ts";
import type { Part } from "../devices/part.ts";
import { wiringFaults } from "../devices/wiring.ts";
import type { SimOptions } from "../options.ts";
import { allowed } from "./nearest.ts";
import { isObject, PartReader } from "./part_reader.ts";

/** A board with parts, as its file says. */
export interface BoardParts {
  /** The board by name; undefined: any. */
  board: string | undefined;
  seed: number | undefined;
  /** When the power fails for a moment, in µs. */
  brownOuts: readonly number[];
  parts: readonly Part[];
  /** Those that were given a name, by it. */
  named: ReadonlyMap<string, Part>;
}

const KEYS = ["$schema", "board", "seed", "brown_outs", "parts"];

/**
 * Reads a board with parts from a file, such as
 *
 * ```json
 * { "board": "esp32", "seed": 1, "brown_outs": ["10s"], "parts": [
 *   { "part": "BME280", "i2c": 1, "address": "0x76", "temperature_c": 21.5,
 *     "pressure_hpa": { "csv": "weather.csv", "column": "pressure_hpa" },
 *     "faults": [{ "fault": "nack", "from": "2s", "to": "4s" }] } ] }
 * ```
 *
 * The names of files in it are relative to its folder.
 *
 * @param on the board that it is to be; default: the one that the file names, else `esp32`
 * @throws BuildError with the place of everything that is wrong, and what is allowed there
 */
export function loadParts(file: string, on?: string): BoardParts {
  const { text, data } = textOf(file);
  const faults: JsonFault[] = [];
  const elsewhere: BuildMessage[] = [];
  const result = read(data, on, dirname(resolve(file)), faults, elsewhere);
  if (faults.length + elsewhere.length > 0)
    throw new BuildError([...jsonErrors(file, text, faults).errors, ...elsewhere]);
  return result;
}

/** The board that a file of parts names, if it does. */
export function boardOfParts(file: string): string | undefined {
  const { data } = textOf(file);
  return isObject(data) && typeof data.board === "string" ? data.board : undefined;
}

function textOf(file: string): { text: string; data: unknown } {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    fail(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? ""}`);
  }
  return { text, data: parseJson(file, text, "a board with parts") };
}

/** Puts parts on a board, and has its power fail. */
export function attachParts(board: SimBoard, { parts, brownOuts }: BoardParts): void {
  for (const part of parts) board.attach(part);
  for (const at of brownOuts) board.brownOut(at);
}

/** A simulated board with parts, whose power fails as they say. Chance begins at the seed of the options, or else at theirs. */
export function boardWith(parts: BoardParts | undefined, options: SimOptions): SimBoard {
  const seed = options.seed ?? parts?.seed;
  const board = new SimBoard({ ...options, ...(seed !== undefined && { seed }) });
  if (parts) attachParts(board, parts);
  return board;
}

function read(
  data: unknown,
  on: string | undefined,
  folder: string,
  faults: JsonFault[],
  elsewhere: BuildMessage[],
): BoardParts {
  const result = { board: undefined as string | undefined, seed: undefined as number | undefined };
  const brownOuts: number[] = [];
  const parts: Part[] = [];
  const named = new Map<string, Part>();
  const whole = { ...result, brownOuts, parts, named };
  const wrong = (path: (string | number)[], message: string, hint?: string): void => {
    faults.push({ path: path.map(String), message, hint });
  };
  if (!isObject(data)) {
    wrong([], "a board with parts is an object", `keys: ${KEYS.join(", ")}`);
    return whole;
  }
  for (const key of Object.keys(data)) {
    if (!KEYS.includes(key))
      faults.push({
        path: [key],
        atKey: true,
        message: `there is no key "${key}"`,
        hint: allowed("keys", key, KEYS),
      });
  }
  if (typeof data.board === "string") whole.board = data.board;
  const description = boardOf(data.board ?? on ?? "esp32", wrong);
  if (description && on !== undefined && whole.board !== undefined && whole.board !== on)
    wrong(["board"], `the parts are for ${whole.board}, the program is for ${on}`);
  if (data.seed !== undefined) {
    if (Number.isInteger(data.seed)) whole.seed = data.seed as number;
    else wrong(["seed"], `seed is a whole number, not ${JSON.stringify(data.seed)}`);
  }
  for (const [i, time] of list(data.brown_outs ?? [], "brown_outs", "times", wrong).entries()) {
    try {
      brownOuts.push(micros(time as Time));
    } catch (error) {
      wrong(["brown_outs", i], (error as Error).message);
    }
  }
  const reader = new PartReader(folder, faults, elsewhere);
  for (const [i, entry] of list(data.parts, "parts", "parts", wrong).entries()) {
    const path = ["parts", String(i)];
    const part = reader.read(entry, path);
    const name = isObject(entry) ? entry.name : undefined;
    if (typeof name === "string" && named.has(name))
      wrong([...path, "name"], `two parts have the name "${name}"`);
    if (!part) continue;
    if (description)
      for (const { key = "", ...fault } of wiringFaults(description, part, parts))
        faults.push({ path: [...path, key], ...fault });
    parts.push(part);
    if (typeof name === "string") named.set(name, part);
  }
  return whole;
}

type Wrong = (path: (string | number)[], message: string, hint?: string) => void;

function boardOf(name: unknown, wrong: Wrong): Board | undefined {
  const known = boardNames().filter((one) => one !== "bare" && one !== "node");
  if (typeof name === "string" && known.includes(name)) return loadTarget(name).board;
  wrong(["board"], `there is no board ${JSON.stringify(name)}`, allowed("boards", String(name), known));
  return undefined;
}

function list(value: unknown, key: string, what: string, wrong: Wrong): unknown[] {
  if (Array.isArray(value)) return value;
  if (value === undefined) wrong([], `the key "${key}" is missing`, `it is a list of ${what}`);
  else wrong([key], `${key} is a list of ${what}`);
  return [];
}
