import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import type { Board } from "../compiler/boards.ts";
import type { FirmwarePart } from "./firmware.ts";
import { DeviceError } from "./troubles.ts";

/** An esptool that is installed. */
export interface Esptool {
  /** The program and what comes before esptool's own arguments. */
  command: readonly string[];
  /** Major version: the words of its command line changed with 5. */
  version: number;
}

/** How it may be called, in the order of trying. */
const CALLS: readonly (readonly string[])[] = [["esptool"], ["esptool.py"], ["python3", "-m", "esptool"]];

/** @throws {@link DeviceError} `no-esptool` */
export async function findEsptool(): Promise<Esptool> {
  for (const command of CALLS) {
    const [file, ...args] = command;
    try {
      const { stdout } = await promisify(execFile)(file, [...args, "version"], { timeout: 20_000 });
      const major = /(?:^|v|\s)(\d+)\.\d+/m.exec(stdout)?.[1];
      if (major !== undefined) return { command, version: Number(major) };
    } catch {
      // Not there under this name, or broken: the next one may do.
    }
  }
  throw new DeviceError("no-esptool");
}

/** The whole command that flashes the firmware. */
export function esptoolCommand(
  { command, version }: Esptool,
  board: Board,
  port: string,
  parts: readonly FirmwarePart[],
): string[] {
  const flash = board.flash!;
  const word = words(version);
  return [
    ...connection({ command, version }, board, port),
    word("write-flash"),
    ...[`--${word("flash-mode")}`, flash.mode, `--${word("flash-freq")}`, flash.frequency],
    ...[`--${word("flash-size")}`, "detect"],
    ...parts.flatMap(({ offset, file }) => [offset, file]),
  ];
}

/** The whole command that erases the part of the flash chip that Espruino stores files in. */
export function eraseCommand(tool: Esptool, board: Board, port: string): string[] {
  const size = `0x${board.storage.toString(16)}`;
  return [
    ...connection(tool, board, port),
    words(tool.version)("erase-region"),
    board.firmware.savedCode,
    size,
  ];
}

/** Version 5 writes hyphens where 4 wrote underscores. */
function words(version: number): (text: string) => string {
  return (text) => (version >= 5 ? text : text.replaceAll("-", "_"));
}

function connection({ command, version }: Esptool, board: Board, port: string): string[] {
  const word = words(version);
  return [
    ...command,
    ...["--chip", board.chip, "--port", port, "--baud", String(board.flash!.baud)],
    ...["--before", word("default-reset"), "--after", word("hard-reset")],
  ];
}

/**
 * Runs esptool and passes on what it prints.
 *
 * @throws {@link DeviceError} `esptool-failed`
 */
export async function runEsptool(
  command: readonly string[],
  say: (text: string) => void,
  again: string,
  signal?: AbortSignal,
): Promise<void> {
  const [file, ...args] = command;
  // Four megabytes at the slowest speed take six minutes.
  const limit = AbortSignal.timeout(600_000);
  const child = spawn(file, args, {
    stdio: ["ignore", "pipe", "pipe"],
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  });
  let last = "";
  const take = (data: Buffer) => {
    say(data.toString());
    last = (last + data.toString()).slice(-500);
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  const code = await new Promise<number | string>((resolve) => {
    child.on("error", (error) => resolve(limit.aborted ? "it took more than ten minutes" : error.message));
    child.on("close", (status, by) => resolve(status ?? `ended by ${by}`));
  });
  if (code === 0) return;
  const said =
    last
      .trim()
      .split(/[\r\n]+/)
      .at(-1) ?? "";
  const reason = typeof code === "string" ? code : `exit code ${code}${said === "" ? "" : `, "${said}"`}`;
  throw new DeviceError("esptool-failed", { reason, command: again });
}
