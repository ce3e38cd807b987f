import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkBoard } from "./boards_check.ts";
import { fail } from "./errors.ts";
import { packageRoot, type HalName } from "./modules.ts";

/** What one pin can do. Each is a digital input, and an output too unless it is marked. */
export interface BoardPin {
  /** Its number; Espruino calls it `D` and this number. */
  gpio: number;
  /** Has no output driver and no pull-ups. */
  inputOnly?: true;
  /** Is read by the chip at reset: what its level does then. */
  strapping?: string;
  /** Belongs to something else: the flash chip, or a connection that is cut by using the pin. */
  reserved?: "flash" | "console" | "usb";
  /** Why it is not free to wire a part to: it is not on the board's header, or used on the board. */
  internal?: string;
  /** Can put out pulses. */
  pwm?: true;
  /** Analog input, as unit and channel; Espruino reads it if the unit is one of the board's `adcUnits`. */
  adc?: { unit: number; channel: number };
  /** Digital to analog converter number. */
  dac?: number;
  /** Touch sensor number. */
  touch?: number;
}

/** A bus with the pins that it has unless a program says otherwise. */
export type BoardBus<Role extends string> = { name: string } & Record<Role, number> & {
    /** The pins that each line can be moved to; absent: any. */
    pins?: Record<Role, number[]>;
  };

/** A board by name: what its JSON file in `boards/` says. */
export interface Board {
  name: string;
  title: string;
  chip: string;
  /** Where the facts come from. */
  sources: string[];
  /** Memory of the engine, in units of 13 to 16 bytes. */
  jsvars: number;
  /** Native stack of the engine in bytes; absent where the firmware sets none. */
  stack?: number;
  /** Room for the image in flash, in bytes. */
  storage: number;
  /** Offsets; there is no boot loader or partition table where the firmware is one file. */
  firmware: { bootloader?: string; partitions?: string; app: string; savedCode: string };
  /** Absent where the firmware is copied to a USB drive. */
  flash?: { mode: string; frequency: string; baud: number };
  /** `port` is Espruino's name of it. */
  console: { port: string; baud: number };
  led: { gpio: number; inverted: boolean };
  /** Absent where there is none that a program can read. */
  button?: { gpio: number; inverted: boolean };
  i2c: BoardBus<"scl" | "sda">[];
  spi: BoardBus<"sck" | "miso" | "mosi">[];
  uart: BoardBus<"tx" | "rx">[];
  /** The analog converters that Espruino reads. */
  adcUnits: number[];
  timers: { hardware: number; resolutionUs: number; minimumUs: number };
  pins: BoardPin[];
}

/** What an image is built for: an engine and, where there is one, a board. */
export interface Target {
  hal: HalName;
  board: Board | undefined;
}

/** Targets that are no board. */
const engines: Record<string, HalName> = { bare: "bare", node: "node" };

const folder = join(packageRoot, "boards");

/** Names of all targets, boards first. */
export function boardNames(boards = folder): string[] {
  const names = readdirSync(boards)
    .filter((name) => name.endsWith(".json") && name !== "schema.json")
    .map((name) => name.slice(0, -".json".length));
  return [...names.sort(), ...Object.keys(engines)];
}

/** The target of this name. */
export function loadTarget(name: string, boards = folder): Target {
  const known = boardNames(boards);
  if (!known.includes(name)) fail(`there is no board "${name}"`, { hint: `boards: ${known.join(", ")}` });
  const hal = engines[name];
  return hal === undefined
    ? { hal: "espruino", board: loadBoard(join(boards, `${name}.json`)) }
    : { hal, board: undefined };
}

/**
 * Reads a board file and holds it against the schema.
 *
 * @throws {@link BuildError} with the line of everything that is wrong, and what is allowed there
 */
export function loadBoard(file: string): Board {
  return checkBoard(file, readFileSync(file, "utf8"), readFileSync(join(folder, "schema.json"), "utf8"));
}
