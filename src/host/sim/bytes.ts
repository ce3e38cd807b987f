/** Text as Espruino holds it: one byte a character, and UTF-8 for characters that are no bytes. */
export function textBytes(text: string): Uint8Array {
  return Buffer.from(/^[\0-\xff]*$/.test(text) ? Buffer.from(text, "latin1") : toBytes(text));
}

function toBytes(text: string): number[] {
  return Array.from(text, (char) => (char <= "\xff" ? char.charCodeAt(0) : [...Buffer.from(char)])).flat();
}

/** Data as Espruino's functions take it: text, a number for a byte, and lists of these; undefined: it is none. */
export function bytesOf(data: unknown): Uint8Array | undefined {
  if (typeof data === "string") return textBytes(data);
  if (typeof data === "number" || typeof data === "boolean") return Uint8Array.of(Number(data));
  if (ArrayBuffer.isView(data)) return Uint8Array.from(data as Uint8Array);
  if (Array.isArray(data)) return Buffer.concat(data.map((item) => bytesOf(item) ?? new Uint8Array()));
  if (Object.prototype.toString.call(data) === "[object ArrayBuffer]")
    return new Uint8Array(data as ArrayBuffer).slice();
  return undefined;
}

/**
 * Data as a bus sends it, and as `E.toUint8Array` takes it: a number is a byte, text is its characters, and there may be lists of
 * these. Of numbers and characters beyond a byte the lowest eight bits count.
 */
export function wireBytes(item: unknown): Uint8Array {
  if (typeof item === "number" || typeof item === "boolean") return Uint8Array.of(Number(item));
  if (typeof item === "string") return Uint8Array.from(item, (char) => char.charCodeAt(0));
  return Uint8Array.from(Array.from(item as ArrayLike<unknown>).flatMap((part) => [...wireBytes(part)]));
}
