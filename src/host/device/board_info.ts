import type { DeviceConsole } from "./console.ts";
import { DeviceFailure } from "./console.ts";

/** What a board says of its firmware. */
export interface Firmware {
  version: string;
  /** Espruino's name of the board. */
  board: string;
  /** Modules that need no download. */
  modules: string;
}

export interface BoardInfo extends Firmware {
  memory: { usage: number; total: number };
  storage: { totalBytes: number; fileBytes: number; fileCount: number; trashBytes: number };
  /** Entries of `setTimeout` and `setInterval`; undefined where the firmware does not tell. */
  timers: number | undefined;
  /** Bytes and CRC32 of the stored program. */
  program: { bytes: number; crc: number } | undefined;
}

export interface StoredFile {
  name: string;
  bytes: number;
}

export async function firmware(console: DeviceConsole): Promise<Firmware> {
  const expression = `(function(){var e=process.env;return{version:e.VERSION,board:e.BOARD,modules:""+e.MODULES}})()`;
  return (await console.ask(expression)) as Firmware;
}

export async function boardInfo(console: DeviceConsole): Promise<BoardInfo> {
  const state = (await console.ask(
    `(function(){var m=process.memory(),s=require("Storage"),t=s.getStats(),p=s.read(".bootcde");` +
      `return{memory:{usage:m.usage,total:m.total},storage:{totalBytes:t.totalBytes,fileBytes:t.fileBytes,` +
      `fileCount:t.fileCount,trashBytes:t.trashBytes},program:p?{bytes:p.length,crc:E.CRC32(p)}:0}})()`,
  )) as Pick<BoardInfo, "memory" | "storage"> & { program: BoardInfo["program"] | 0 };
  return {
    ...(await firmware(console)),
    ...state,
    program: state.program === 0 ? undefined : state.program,
    timers: await timers(console),
  };
}

/** They are in a place of the engine's own, which is not promised to stay. */
async function timers(console: DeviceConsole): Promise<number | undefined> {
  try {
    return (await console.ask(`global["\\xff"].timers.length`)) as number;
  } catch (error) {
    if (error instanceof DeviceFailure) return undefined;
    throw error;
  }
}

/** Files in Storage, by name; in groups, for an answer has to fit into the board's memory. */
export async function listFiles(console: DeviceConsole): Promise<StoredFile[]> {
  const count = (await console.ask(`require("Storage").list().length`)) as number;
  const files: StoredFile[] = [];
  while (files.length < count) {
    const from = files.length;
    const part = (await console.ask(
      `(function(){var s=require("Storage");return s.list().slice(${from},${from + GROUP}).map(function(n){` +
        `var d=s.read(n);return{name:n,bytes:d?d.length:0}})})()`,
    )) as StoredFile[];
    if (part.length === 0) break;
    files.push(...part);
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const GROUP = 20;

/** Removes a file; false if there is none of this name. */
export async function removeFile(console: DeviceConsole, name: string): Promise<boolean> {
  const text = JSON.stringify(name);
  const expression = `(function(){var s=require("Storage");return s.list().indexOf(${text})>=0})()`;
  if ((await console.ask(expression)) !== true) return false;
  await console.ask("1", {
    prepare: `require("Storage").erase(${text})`,
    timeout: console.patience.slow / 3,
  });
  return true;
}
