import type { DeviceConsole } from "./console.ts";

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
  timers: TimersInUse;
  /** Bytes and CRC32 of the stored program. */
  program: { bytes: number; crc: number } | undefined;
}

/** How many there are; undefined where the firmware does not tell. */
export interface TimersInUse {
  /** Of `setTimeout` and `setInterval`. */
  software: number | undefined;
  /** Jobs of the hardware timer, `require("timer")`. */
  hardware: number | undefined;
  /** Of `setWatch`. */
  watches: number | undefined;
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
    timers: await timersInUse(console),
  };
}

/**
 * Those of `setTimeout` and watches are in a place of the engine's own, which is not promised to stay, and an array there keeps its length when they
 * are taken out. A job of the hardware timer that is over stays in the list until the idle loop comes round.
 */
async function timersInUse(console: DeviceConsole): Promise<TimersInUse> {
  const { software, hardware, watches } = (await console.ask(
    `(function(){var h=global["\\xff"],m=(","+process.env.MODULES+",").indexOf(",timer,")>=0;` +
      `function n(a){return a?Object.keys(a).length:-1}` +
      `return{software:n(h&&h.timers),watches:n(h&&h.watches),` +
      `hardware:m?require("timer").list().filter(function(t){return t&&!t.finished}).length:-1}})()`,
  )) as Record<keyof TimersInUse, number>;
  const told = (count: number) => (count < 0 ? undefined : count);
  return { software: told(software), hardware: told(hardware), watches: told(watches) };
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
