/** Bytes of text that the first JsVar of a string holds, and each further one. */
const FIRST = 4;
const FURTHER = 12;
/** Longest name that a property holds by itself. */
const NAME = 8;

/**
 * How many JsVars a value takes on Espruino, about: what it refers to counts too, unless it is in `seen`. Variables that
 * functions have closed over cannot be seen from outside and do not count.
 */
export function sizeInJsVars(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value === "string") return text(value.length);
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return 1;
  if (seen.has(value)) return 0;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return 3 + text(value.byteLength);
  let size = 1;
  if (typeof value === "function")
    size += 1 + value.length + text(Function.prototype.toString.call(value).length);
  for (const [key, field] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    if (!field.enumerable || !("value" in field)) continue;
    size += key.length > NAME && !Array.isArray(value) ? 2 : 1;
    if (!inline(field.value)) size += sizeInJsVars(field.value, seen);
  }
  return size;
}

function text(length: number): number {
  return 1 + Math.ceil(Math.max(length - FIRST, 0) / FURTHER);
}

/** Whether a property holds the value by itself. */
function inline(value: unknown): boolean {
  return (
    value === undefined || (typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 32768)
  );
}
