import { textBytes } from "./bytes.ts";
import { EspruinoError, type Callback, type Realm } from "./realm.ts";
import { NAME_LENGTH, type SimStorage } from "./storage.ts";

/** A chunk together with its header fills a page. */
const CHUNK = 4096 - 32;
/** Erased flash, where a chunk's text ends. */
const END = 0xff;

/** What the firmware keeps in the open file, for all to see. */
interface Handle {
  name: string;
  chunk: number;
  offset: number;
  /** Character code of `r`, `w` or `a`; 0: closed. */
  mode: number;
}

/** Writes a new chunk. */
type Create = (name: string, data: Uint8Array, size: number) => void;

const READ = "r".charCodeAt(0);

/** `Storage.open`, whose result is Espruino's StorageFile: a file to append to, in numbered chunks. */
export function storageFileClass(realm: Realm, storage: SimStorage, create: Create): Callback {
  const make = realm.evaluate(
    "(function () { function StorageFile(f) { this.name = f.name; this.chunk = f.chunk; this.offset = f.offset; " +
      "this.mode = f.mode; } return [StorageFile.prototype, function (f) { return new StorageFile(f); }]; })()",
  ) as [object, (handle: Handle) => object];
  const files = new StorageFiles(storage, create);
  const methods: Record<string, (file: Handle, argument: unknown) => unknown> = {
    read: (file, length) => files.read(file, Math.max(Math.trunc(Number(length)) || 0, 0), false),
    readLine: (file) => files.read(file, Infinity, true),
    write: (file, data) => {
      files.write(file, textBytes(String(data)));
    },
    erase: (file) => {
      files.erase(file);
    },
    getLength: ({ name }) => files.end(name).length,
    pipe: () => {
      throw new EspruinoError("StorageFile.pipe() is not modelled by the simulator");
    },
  };
  for (const [name, body] of Object.entries(methods))
    Object.defineProperty(make[0], name, {
      value: realm.method((self, argument) => body(self as Handle, argument)),
      configurable: true,
      writable: true,
      enumerable: false,
    });
  return (name, mode) => {
    if (mode !== "r" && mode !== "w" && mode !== "a")
      throw new EspruinoError(`Invalid mode ${JSON.stringify(mode) ?? "undefined"}`);
    const file = { name: String(name).slice(0, NAME_LENGTH), chunk: 1, offset: 0, mode: mode.charCodeAt(0) };
    if (mode === "w") files.eraseAll(file.name);
    if (mode === "a") Object.assign(file, files.end(file.name), { length: undefined });
    return make[1](file);
  };
}

class StorageFiles {
  constructor(
    private readonly storage: SimStorage,
    private readonly create: Create,
  ) {}

  /** Up to `limit` bytes, or up to the end of a line; undefined at the end of the file. */
  read(file: Handle, limit: number, line: boolean): string | undefined {
    if (file.mode !== READ) throw new EspruinoError("Can't read in this mode");
    let text = "";
    for (let data; text.length < limit && (data = this.data(file));) {
      if (file.offset >= data.length) {
        if (file.chunk === 255) break;
        file.chunk++;
        file.offset = 0;
        continue;
      }
      const byte = data[file.offset];
      if (byte === END) break;
      file.offset++;
      text += String.fromCharCode(byte);
      if (line && byte === 10) break;
    }
    return text === "" ? undefined : text;
  }

  write(file: Handle, data: Uint8Array): void {
    if (file.mode === READ || file.mode === 0) throw new EspruinoError("Can't write in this mode");
    if (data.length === 0) return;
    const size = this.data(file)?.length;
    if (size === undefined) {
      this.begin(file, data);
      return;
    }
    const room = size - file.offset;
    this.storage.program(chunkName(file.name, file.chunk), data.subarray(0, room), file.offset);
    file.offset += Math.min(room, data.length);
    if (data.length < room) return;
    if (file.chunk === 255) throw new EspruinoError("File too big!");
    file.chunk++;
    file.offset = 0;
    // The firmware makes the next chunk even for nothing, which it refuses to write.
    this.begin(file, data.subarray(room));
  }

  erase(file: Handle): void {
    this.eraseAll(file.name);
    Object.assign(file, { chunk: 1, offset: 0, mode: 0 });
  }

  eraseAll(name: string): void {
    for (let chunk = 1; this.storage.delete(chunkName(name, chunk)); chunk++);
  }

  /** Where the next byte goes, and how many there are before it. */
  end(name: string): { chunk: number; offset: number; length: number } {
    let length = 0;
    for (let chunk = 1; ; chunk++) {
      const data = this.storage.find(chunkName(name, chunk))?.data;
      if (!data) return { chunk, offset: 0, length };
      if (data[data.length - 1] === END || chunk === 255) {
        const end = data.indexOf(END);
        const offset = end < 0 ? data.length : end;
        return { chunk, offset, length: length + offset };
      }
      length += data.length;
    }
  }

  private data({ name, chunk }: Handle): Uint8Array | undefined {
    return this.storage.find(chunkName(name, chunk))?.data;
  }

  private begin(file: Handle, data: Uint8Array): void {
    try {
      this.create(chunkName(file.name, file.chunk), data, CHUNK);
    } catch (error) {
      file.mode = 0;
      throw error;
    }
    file.offset = data.length;
  }
}

function chunkName(name: string, chunk: number): string {
  return name.slice(0, NAME_LENGTH - 1) + String.fromCharCode(chunk);
}
