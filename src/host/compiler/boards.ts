import { Ajv } from "ajv";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BuildError, fail } from "./errors.ts";
import { packageRoot, type HalName } from "./modules.ts";

/** What one pin can do. */
export interface BoardPin {
  /** Its number; Espruino calls it `D` and this number. */
  gpio: number;
  /** Has no output driver and no pull-ups. */
  inputOnly?: boolean;
  /** Is read by the chip at reset: what hangs on it must not pull the wrong way then. */
  strapping?: boolean;
  /** Belongs to something on the board, so that a program must leave it alone. */
  reserved?: "flash" | "console" | "usb";
  /** Analog input, as unit and channel. */
  adc?: { unit: number; channel: number };
  /** Digital to analog converter number. */
  dac?: number;
}

/** A board by name: what its JSON file in `boards/` says. */
export interface Board {
  name: string;
  title: string;
  chip: string;
  /** Memory of the engine, in units of 13 to 16 bytes. */
  jsvars: number;
  /** Native stack of the engine in bytes. */
  stack: number;
  /** Room for the image in flash, in bytes. */
  storage: number;
  firmware: { bootloader: string; partitions: string; app: string; savedCode: string };
  flash: { mode: string; frequency: string; baud: number };
  console: { baud: number };
  led: { gpio: number; inverted: boolean };
  button: { gpio: number; inverted: boolean };
  i2c: { name: string; scl: number; sda: number }[];
  spi: { name: string; sck: number; miso: number; mosi: number }[];
  uart: { name: string; tx: number; rx: number }[];
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

/** Reads a board file and holds it against the schema. */
export function loadBoard(file: string): Board {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    fail(`not a board description: ${(error as Error).message}`, { file });
  }
  const schema = JSON.parse(readFileSync(join(folder, "schema.json"), "utf8")) as object;
  const validate = new Ajv({ allErrors: true, strict: true }).compile<Board>(schema);
  if (validate(data)) return data;
  throw new BuildError(
    (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const extra = (params as { additionalProperty?: string }).additionalProperty;
      const path = instancePath === "" ? "the board" : instancePath;
      return { file, message: `${path} ${message ?? "is wrong"}${extra === undefined ? "" : ` (${extra})`}` };
    }),
  );
}
