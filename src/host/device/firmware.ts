import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Board } from "../compiler/boards.ts";
import { imageChip, readPartitions } from "./partitions.ts";
import { DeviceError } from "./troubles.ts";

/** The release of Espruino that images are tested with. */
export const RECOMMENDED = "2v29";
/** The oldest that has what the upload uses (`Storage.getStats`, substrings of flash without a copy). */
export const MINIMUM = "2v14";

/** What goes where on the chip. */
export interface FirmwarePart {
  offset: string;
  file: string;
}

/** The names in Espruino's releases: those of the ESP32's own build first, then those of the newer ones. */
const NAMES = {
  bootloader: { what: "the boot loader, bootloader.bin", pattern: /^bootloader\.bin$/ },
  partitions: {
    what: "the partition table, partitions_espruino.bin or partition-table.bin",
    pattern: /^(partitions_espruino|partition-table)\.bin$/,
  },
  app: {
    what: "the app, espruino_esp32.bin, espruino-esp32c3.bin or the like",
    pattern: /^espruino.*\.bin$/,
  },
} as const;

/**
 * Finds the firmware's files in a folder and checks them against the board, before anything is flashed.
 *
 * @throws {@link DeviceError} that says what is missing or wrong, and where to get it
 */
export function checkFirmware(folder: string, board: Board): FirmwarePart[] {
  const { bootloader, partitions, app } = board.firmware;
  if (!board.flash || bootloader === undefined || partitions === undefined)
    throw new DeviceError("firmware-by-copy", { board: board.title });
  const found = {
    bootloader: find(folder, "bootloader", board),
    app: find(folder, "app", board),
    partitions: find(folder, "partitions", board),
  };
  for (const file of [found.bootloader, found.app]) checkChip(file, board);
  checkPartitions(found, board);
  return [
    { offset: bootloader, file: found.bootloader },
    { offset: partitions, file: found.partitions },
    { offset: app, file: found.app },
  ];
}

function find(folder: string, part: keyof typeof NAMES, board: Board): string {
  const { what, pattern } = NAMES[part];
  const lacking = (lack: string) =>
    new DeviceError("firmware-missing", { folder, what: lack, board: board.title, version: RECOMMENDED });
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw lacking("everything: it is no folder");
  const names = readdirSync(folder).filter((name) => pattern.test(name));
  if (names.length === 0) throw lacking(what);
  if (names.length > 1)
    throw lacking(`an unambiguous choice: ${names.sort().join(", ")} could each be ${what}`);
  return join(folder, names[0]);
}

function wrong(file: string, reason: string, board: Board): DeviceError {
  return new DeviceError("firmware-wrong", { file, reason, board: board.title, version: RECOMMENDED });
}

function checkChip(file: string, board: Board): void {
  const chip = imageChip(readFileSync(file));
  if (chip === undefined) throw wrong(file, "it does not begin as an image for an ESP32 does (0xE9)", board);
  if (chip !== board.chip) throw wrong(file, `it is for ${chip}, the ${board.title} is ${board.chip}`, board);
}

function checkPartitions(found: Record<keyof typeof NAMES, string>, board: Board): void {
  const table = readPartitions(readFileSync(found.partitions));
  if (table.length === 0) throw wrong(found.partitions, "it is no partition table (AA 50 is missing)", board);
  const room = (offset: string) => table.find((one) => one.offset === Number(offset));
  const app = room(board.firmware.app);
  if (app?.type !== 0) throw wrong(found.partitions, `it has no app at ${board.firmware.app}`, board);
  const bytes = statSync(found.app).size;
  if (bytes > app.size)
    throw wrong(found.app, `it has ${bytes} bytes, the partition "${app.label}" ${app.size}`, board);
  const loader = statSync(found.bootloader).size;
  const limit = Number(board.firmware.partitions) - Number(board.firmware.bootloader);
  if (loader > limit)
    throw wrong(
      found.bootloader,
      `it has ${loader} bytes, before the partition table is room for ${limit}`,
      board,
    );
  const saved = Number(board.firmware.savedCode);
  const covered = table.find(({ offset, size }) => offset <= saved && saved + board.storage <= offset + size);
  if (!covered)
    throw wrong(
      found.partitions,
      `no partition covers the ${board.storage} bytes of Storage at ${board.firmware.savedCode}`,
      board,
    );
  if (covered.type === 0)
    throw wrong(found.partitions, `Storage would lie in the program's partition "${covered.label}"`, board);
}

/** Whether a version such as `2v29` or `2v29.277` is older than another one. */
export function olderThan(version: string, other: string): boolean {
  const number = (text: string) => {
    const [, major, minor] = /^(\d+)v(\d+)/.exec(text) ?? [];
    return Number(major) * 1000 + Number(minor);
  };
  // What is no version at all is not called old.
  return number(version) < number(other);
}
