import { crc32 } from "node:zlib";
import type { Machine } from "./globals.ts";
import { bytesOf, textBytes } from "./bytes.ts";
import { looseJson, readLoose } from "./loose_json.ts";
import { EspruinoError, type Callback } from "./realm.ts";
import { StorageError, type SimStorage } from "./storage.ts";
import { storageFileClass } from "./storage_file.ts";

/** µs that it takes to program a byte and to erase a page of the flash chips beside an ESP32, about. */
const PROGRAM_US = 3;
const ERASE_US = 45_000;

/** `require("Storage")`, with the words of Espruino 2v29 where it refuses something. */
export function storageModule(machine: Machine): Record<string, unknown> {
  const { realm, storage } = machine;
  const compacting = (): void => {
    machine.print("Compacting... ");
    machine.spend(Math.ceil((storage.capacity - storage.stats().freeBytes) / storage.pageSize) * ERASE_US);
  };
  const write = (name: unknown, data: Uint8Array, offset: number, size: number, chunk = false): boolean => {
    if (offset < 0 || size < 0) return false;
    refusing(() => {
      storage.write(String(name), data, offset, size, chunk, compacting);
    });
    machine.spend(data.length * PROGRAM_US);
    return true;
  };
  const read = (name: unknown): string | undefined => {
    const file = storage.find(String(name));
    return file && Buffer.from(file.data).toString("latin1");
  };
  const stringify = realm.evaluate("JSON.stringify") as Callback;
  const newBuffer = realm.evaluate("(function (n) { return new ArrayBuffer(n); })") as (
    n: number,
  ) => ArrayBuffer;
  const members: Record<string, (...args: unknown[]) => unknown> = {
    write: (name, data, offset, size) =>
      isPlain(data)
        ? write(name, textBytes(String(stringify(data))), 0, 0)
        : write(name, contents(data), integer(offset), integer(size)),
    writeJSON: (name, data) => write(name, textBytes(looseJson(data)), 0, 0),
    read: (name, offset, length) => {
      const text = read(name);
      const from = Math.max(integer(offset), 0);
      const count = integer(length);
      return text?.slice(from, count > 0 ? from + count : undefined);
    },
    readJSON: (name, quiet) => {
      const text = read(name);
      if (text === undefined) return undefined;
      try {
        return readLoose(text, realm);
      } catch (error) {
        if (quiet) return undefined;
        throw new EspruinoError((error as Error).message, "SyntaxError");
      }
    },
    readArrayBuffer: (name) => {
      const file = storage.find(String(name));
      if (!file) return undefined;
      const buffer = newBuffer(file.data.length);
      new Uint8Array(buffer).set(file.data);
      return buffer;
    },
    erase: (name) => {
      storage.delete(String(name));
    },
    eraseAll: () => {
      storage.clear();
      machine.spend((storage.capacity / storage.pageSize) * ERASE_US);
    },
    list: (pattern, filter) => realm.array(listed(storage, pattern, filter)),
    hash: (pattern) => hash(storage, pattern),
    compact: () => {
      storage.compact(compacting);
    },
    getFree: () => storage.stats().freeBytes,
    getStats: () => realm.object({ ...storage.stats() }),
    optimise: () => undefined,
  };
  const open = storageFileClass(realm, storage, (name, data, size) => write(name, data, 0, size, true));
  const functions = Object.entries({ ...members, open }).map(
    ([name, body]) => [name, realm.fn(body)] as const,
  );
  return realm.object(Object.fromEntries(functions));
}

/** Turns what Storage refuses into an exception of the program. */
function refusing(body: () => void): void {
  try {
    body();
  } catch (error) {
    if (error instanceof StorageError) throw new EspruinoError(error.message);
    throw error;
  }
}

function integer(value: unknown): number {
  return Math.trunc(Number(value ?? 0)) || 0;
}

/** An object that is written as JSON. */
function isPlain(data: unknown): boolean {
  if (typeof data !== "object" || data === null || Array.isArray(data) || ArrayBuffer.isView(data))
    return false;
  return Object.prototype.toString.call(data) !== "[object ArrayBuffer]";
}

function contents(data: unknown): Uint8Array {
  if (data === null) throw new EspruinoError("Expecting Number or iterable, got null", "TypeError");
  // Of a view the firmware takes the memory as it is, and as many bytes as there are elements.
  if (ArrayBuffer.isView(data))
    return new Uint8Array(data.buffer, data.byteOffset, (data as Uint8Array).length).slice();
  const bytes = bytesOf(data);
  if (!bytes) throw new EspruinoError("Can't get pointer to data to write");
  return bytes;
}

function matcher(pattern: unknown): (name: string) => boolean {
  if (pattern === undefined || pattern === null) return () => true;
  // Text may be anywhere in a name.
  if (typeof pattern === "object" && "source" in pattern && "flags" in pattern) {
    const test = new RegExp(String(pattern.source), String(pattern.flags).replace(/[gy]/g, ""));
    return (name) => test.test(name);
  }
  return (name) => name.includes(`${pattern as string | number}`);
}

function listed(storage: SimStorage, pattern: unknown, filter: unknown): string[] {
  const wanted =
    typeof filter === "object" && filter !== null && "sf" in filter ? Boolean(filter.sf) : undefined;
  const matches = matcher(pattern);
  const names: string[] = [];
  for (const { name, chunk } of storage.list()) {
    if (wanted !== undefined && wanted !== chunk) continue;
    // Of a chain of chunks only the first one shows.
    if (chunk && !name.endsWith("\x01")) continue;
    const shown = wanted && chunk ? name.slice(0, -1) : name;
    if (matches(shown)) names.push(shown);
  }
  return names;
}

function hash(storage: SimStorage, pattern: unknown): number {
  const matches = matcher(pattern);
  let hash = 0xabcddcba;
  for (const { name, chunk, address } of storage.list()) {
    if (chunk || !matches(name)) continue;
    hash = ((hash << 1) | (hash >>> 31)) ^ address ^ crc32(textBytes(name));
  }
  return hash | 0;
}
