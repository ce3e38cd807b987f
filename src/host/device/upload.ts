import { crc32 } from "node:zlib";
import type { Board } from "../compiler/boards.ts";
import { runCli } from "./cli_tool.ts";
import { LinkLost, NoAnswer, type DeviceConsole } from "./console.ts";
import { Feeder } from "./feeder.ts";
import {
  JOIN_RAM,
  pieces,
  RAM_IMAGE,
  ramCode,
  STAGED_CRC,
  STAGING,
  stagingCode,
  STORED_CRC,
  switchCode,
} from "./pieces.ts";
import { DeviceError } from "./troubles.ts";

/** How far an upload has got, and so what the board is left with if it ends there. */
export type Phase = "untouched" | "stopped" | "switching" | "stored" | "ram";

/** Has something send a program, line by line: the espruino CLI but in tests. */
export type Sender = (program: string, feeder: Feeder, console: DeviceConsole, board: Board) => Promise<void>;

export interface UploadOptions {
  console: DeviceConsole;
  image: Uint8Array;
  board: Board;
  /** Into memory only. */
  ram: boolean;
  /** Sends again what has failed. */
  command: string;
  send?: Sender;
  /** Looks at the board once it listens, before anything on it is changed. What it throws ends the upload. */
  check?: () => Promise<void>;
  progress?: (done: number, of: number) => void;
}

export interface Uploaded {
  crc: number;
  /** Lines that had to be sent more than once. */
  repeated: number;
}

/**
 * Brings an image onto a board and makes sure that it is the one that was sent. The program that was there before stays what the board runs
 * until the new one has arrived whole.
 *
 * @throws {@link DeviceError} with the state that the board is in
 */
export async function upload(options: UploadOptions): Promise<Uploaded> {
  const { console, image, ram, command, check } = options;
  const wanted = crc32(image);
  let phase: Phase = "untouched";
  try {
    await console.takeOver();
    phase = "stopped";
    await check?.();
    if (ram) phase = "ram";
    else await checkRoom(console, image.length);
    await console.reset();
    const repeated = await transfer(options);
    if (ram) {
      compare(await console.ask(`E.CRC32(${RAM_IMAGE})`, { prepare: JOIN_RAM }), wanted, phase, command);
      return { crc: wanted, repeated };
    }
    compare(await console.ask(STAGED_CRC), wanted, phase, command);
    phase = "switching";
    await console.ask("1", { prepare: switchCode(image.length), timeout: console.patience.slow / 3 });
    compare(await console.ask(STORED_CRC), wanted, phase, command);
    phase = "stored";
    await console.ask("1", { prepare: `require("Storage").erase("${STAGING}")` });
    return { crc: wanted, repeated };
  } catch (error) {
    // A program that was stopped for nothing is started again.
    if (phase === "stopped") await console.startStored().catch(() => undefined);
    throw failure(error, phase, command);
  }
}

async function transfer({
  console,
  image,
  board,
  ram,
  send = sendByCli,
  progress,
}: UploadOptions): Promise<number> {
  // Making the file may have the firmware tidy up all of Storage, and it is no harm to make it twice.
  const prepare = ram ? ramCode() : stagingCode(image.length);
  await console.ask("1", { prepare, timeout: console.patience.slow / 3 });
  const lines = pieces(image);
  const feeder = new Feeder(console, lines, progress ?? (() => undefined));
  await send(lines.map(({ line }) => `${line}\n`).join(""), feeder, console, board);
  if (!feeder.complete) throw new Error(`the espruino tool sent ${feeder.done} of ${lines.length} lines`);
  return feeder.repeated;
}

const sendByCli: Sender = async (program, feeder, console, board) => {
  const before = console.onText;
  try {
    await runCli({
      board,
      program,
      take: (data) => feeder.take(data),
      connected: (give) => (console.onText = give),
      signal: console.signal,
      // At worst every line is sent as often as the feeder has patience for.
      timeout: 60_000 + program.length * 20,
    });
  } finally {
    console.onText = before;
  }
};

/** The program is stored beside the old one first. */
async function checkRoom(console: DeviceConsole, bytes: number): Promise<void> {
  const { free, old } = (await console.ask(`{free:${freeBytes},old:${oldBytes}}`)) as {
    free: number;
    old: number;
  };
  const need = 2 * (bytes + FILE_OVERHEAD);
  if (need > free + old)
    throw new DeviceError("storage-full", { bytes, need, free, port: console.link.name });
}

/** Header and padding of a file in Storage. */
const FILE_OVERHEAD = 40;

const freeBytes = `(function(){var t=require("Storage").getStats();return t.totalBytes-t.fileBytes})()`;
const oldBytes = `(function(){var s=require("Storage"),d=s.read("${STAGING}");return d?d.length:0})()`;

function compare(got: unknown, wanted: number, phase: Phase, command: string): void {
  if (got === wanted) return;
  const hex = (value: number) => value.toString(16).padStart(8, "0");
  throw new DeviceError("not-the-same", {
    got: typeof got === "number" ? hex(got) : String(got),
    wanted: hex(wanted),
    state: stateOf(phase),
    command,
  });
}

/** What the board is left with. */
export function stateOf(phase: Phase): string {
  switch (phase) {
    case "untouched":
      return "nothing has been changed on the board";
    case "stopped":
      return "the board still has the program that it had, if any, and starts it at the next reset";
    case "switching":
      return "the board was changing programs: it has the old one, the new one, or none, and no part of one";
    case "stored":
      return "the new program is stored and verified";
    case "ram":
      return "nothing has been stored; a reset brings back what was there";
  }
}

/** An error as the user sees it. */
function failure(error: unknown, phase: Phase, command: string): unknown {
  if (error instanceof DeviceError) return error;
  const state = stateOf(phase);
  const { name, message } = error as Error;
  if (name === "AbortError") return new DeviceError("interrupted", { state, command });
  const lost = error instanceof LinkLost ? `the connection is lost (${message})` : message;
  return new DeviceError("upload-failed", {
    reason: error instanceof NoAnswer ? "the board stopped answering" : lost,
    state,
    command,
  });
}
