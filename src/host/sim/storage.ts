/** What is written of a file before its bytes. */
const HEADER = 32;
const ALIGNMENT = 4;
/** Longest name; what is beyond it Espruino cuts. */
export const NAME_LENGTH = 28;
/** Flash that was erased. */
const ERASED = 0xff;

/** A file of Storage, or what was one: deleted files stay where they are until Storage is compacted. */
interface FlashFile {
  name: string;
  /** Belongs to a StorageFile, which is a chain of such. */
  chunk: boolean;
  data: Uint8Array;
  live: boolean;
}

export interface StorageStats {
  totalBytes: number;
  freeBytes: number;
  fileBytes: number;
  fileCount: number;
  trashBytes: number;
  trashCount: number;
}

/** Why a write was refused, in Espruino's own words. */
export class StorageError extends Error {}

/**
 * The flash memory behind Espruino's Storage: files one after the other, never written twice without erasing. To look at
 * from outside it is a map from names to bytes.
 *
 * Follows jsflash.c of Espruino 2v29.
 */
export class SimStorage implements Iterable<[name: string, data: Uint8Array]> {
  /** In the order of their addresses. */
  private files: FlashFile[] = [];
  /** Called when files have changed. */
  onChange: (() => void) | undefined;

  /** `capacity` and `pageSize` in bytes; `address`: where in the flash memory it begins. */
  constructor(
    readonly capacity: number,
    readonly address = 0,
    readonly pageSize = 4096,
  ) {}

  /** The bytes of a file, or undefined. A copy: flash is not changed in place. */
  get(name: string): Uint8Array | undefined {
    return this.find(name)?.data.slice();
  }

  /**
   * Writes a whole file in the place of what was there; text is one byte a character.
   *
   * @throws StorageError if it does not fit, and the old file is still there then
   */
  set(name: string, data: Uint8Array | string): this {
    const bytes = typeof data === "string" ? Buffer.from(data, "latin1") : data;
    const before = this.files;
    const old = this.find(name);
    this.files = before.filter((file) => file !== old);
    try {
      this.write(name, bytes);
    } catch (error) {
      this.files = before;
      throw error;
    }
    return this;
  }

  has(name: string): boolean {
    return this.find(name) !== undefined;
  }

  /** Number of files. */
  get size(): number {
    return this.names().length;
  }

  names(): string[] {
    return this.files.filter(({ live }) => live).map(({ name }) => name);
  }

  *[Symbol.iterator](): Iterator<[string, Uint8Array]> {
    for (const name of this.names()) yield [name, this.get(name) as Uint8Array];
  }

  /** Erases all pages. */
  clear(): void {
    this.files = [];
    this.onChange?.();
  }

  /** Marks a file as deleted. Says whether there was one. */
  delete(name: string): boolean {
    const file: FlashFile | undefined = this.find(name);
    if (!file) return false;
    file.live = false;
    this.onChange?.();
    return true;
  }

  /** What a file has written in it and whether it is one chunk of a StorageFile, without a copy. */
  find(name: string): Readonly<FlashFile> | undefined {
    const wanted = storedName(name);
    return this.files.find((file) => file.live && file.name === wanted);
  }

  /**
   * As `Storage.write`: a new file at offset 0, else bytes of a file that are still erased. Whether the file was written
   * as it is already is no matter.
   *
   * @param size of a file to be made; 0: as long as the data
   * @param compacting told when room has to be made
   */
  write(name: string, data: Uint8Array, offset = 0, size = 0, chunk = false, compacting?: () => void): void {
    const length = size === 0 ? data.length : size;
    if (length === 0) throw new StorageError("Can't create zero length file");
    let file = this.find(name);
    if (
      offset === 0 &&
      !(file && file.chunk === chunk && file.data.length === length && isErased(file.data))
    ) {
      if (file?.chunk === chunk && data.length === length && Buffer.from(file.data).equals(data)) return;
      this.delete(name);
      file = this.create(storedName(name), length, chunk, compacting);
    }
    if (!file) throw new StorageError("Unable to find or create file");
    if (offset + data.length > file.data.length) throw new StorageError("Too much data for file size");
    if (!isErased(file.data.subarray(offset, offset + data.length)))
      throw new StorageError("File already written with different data");
    file.data.set(data, offset);
    this.onChange?.();
  }

  /** Programs bytes of a file: bits go from 1 to 0 and never back, as in any NOR flash. */
  program(name: string, data: Uint8Array, offset: number): void {
    const file = this.find(name);
    if (!file) return;
    data.forEach((byte, i) => (file.data[offset + i] &= byte));
    this.onChange?.();
  }

  /** Closes the gaps of deleted files. Says whether there were any. */
  compact(compacting?: () => void): boolean {
    if (this.stats().trashBytes === 0) return false;
    compacting?.();
    this.files = this.files.filter(({ live }) => live);
    return true;
  }

  stats(): StorageStats {
    const bytes = { live: 0, trash: 0 };
    const count = { live: 0, trash: 0 };
    for (const file of this.files) {
      const kind = file.live ? "live" : "trash";
      bytes[kind] += HEADER + aligned(file.data.length);
      count[kind]++;
    }
    return {
      totalBytes: this.capacity,
      freeBytes: this.capacity - bytes.live - bytes.trash,
      fileBytes: bytes.live,
      fileCount: count.live,
      trashBytes: bytes.trash,
      trashCount: count.trash,
    };
  }

  /** Files in the order of their addresses, with these. */
  *list(): Iterable<Readonly<FlashFile> & { address: number }> {
    let { address } = this;
    for (const file of this.files) {
      if (file.live) yield { ...file, address };
      address += HEADER + aligned(file.data.length);
    }
  }

  private create(name: string, size: number, chunk: boolean, compacting?: () => void): FlashFile | undefined {
    const required = HEADER + aligned(size);
    if (this.stats().freeBytes < required && (required >= this.hoped() || !this.compact(compacting)))
      return undefined;
    if (this.stats().freeBytes < required) return undefined;
    const file = { name, chunk, data: new Uint8Array(size).fill(ERASED), live: true };
    this.files.push(file);
    return file;
  }

  /** The room that Espruino hopes to win by compacting: it counts what is free again for each page that it looks at. */
  private hoped(): number {
    const { trashBytes, trashCount, freeBytes } = this.stats();
    let hoped = trashBytes - trashCount * HEADER + freeBytes;
    const page = Math.floor((this.capacity - freeBytes) / this.pageSize) + 1;
    for (let at = page * this.pageSize; at < this.capacity; at += this.pageSize) hoped += this.capacity - at;
    return hoped;
  }
}

/** A name as it is stored: it ends at a NUL, and of a drive in front of it nothing is left. */
function storedName(name: string): string {
  const cut = name.split("\0")[0].slice(0, NAME_LENGTH);
  return cut[1] === ":" ? cut.slice(2) : cut;
}

function aligned(size: number): number {
  return Math.ceil(size / ALIGNMENT) * ALIGNMENT;
}

function isErased(data: Uint8Array): boolean {
  return data.every((byte) => byte === ERASED);
}
