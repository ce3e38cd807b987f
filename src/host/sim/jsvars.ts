/** What a JsVar holds; it depends on how many of them the firmware has, for they refer to one another by number. */
export interface JsVarSize {
  /** All of it, in bytes. */
  bytes: number;
  /** Characters of a name, of a text's first JsVar, and of each further one. */
  name: number;
  first: number;
  further: number;
}

/**
 * The size of a JsVar in firmware that was built for so many.
 *
 * @param pointer bytes of a pointer: 4 on a chip
 */
export function jsVarSize(count: number, pointer = 4): JsVarSize {
  // Bits of a number, and of the count of references, which gets what is left.
  const [bits, refs] = BITS.find(([, , most]) => count <= most)!;
  return {
    bytes: 2 + pointer + Math.ceil((4 * bits + refs) / 8),
    name: pointer,
    first: pointer + Math.floor((3 * bits) / 8),
    further: pointer + Math.floor((3 * bits + refs) / 8),
  };
}

const BITS = [
  [12, 8, 4095],
  [13, 4, 8191],
  [14, 8, 16383],
  [16, 8, 65535],
  [32, 8, Infinity],
] as const;

export interface SizeOptions {
  /** Default: that of an ESP32. */
  jsVar?: JsVarSize;
  /** Bytes of memory that a character of code takes. Default: 1; none where code stays in flash. */
  code?: number;
}

/**
 * How many JsVars a value takes on Espruino, about: what it refers to counts too, unless it is in `seen`. Variables that
 * functions have closed over cannot be seen from outside and do not count.
 */
export function sizeInJsVars(root: unknown, options: SizeOptions = {}, seen = new Set<unknown>()): number {
  const { jsVar = jsVarSize(16383), code = 1 } = options;
  const ofText = (length: number): number => 1 + Math.ceil(Math.max(length - jsVar.first, 0) / jsVar.further);
  const ofName = (name: string): number =>
    1 + Math.ceil(Math.max(name.length - jsVar.name, 0) / jsVar.further);
  // Of many bytes, in one piece.
  const ofBytes = (length: number): number =>
    length > jsVar.first + jsVar.further ? 1 + Math.ceil(length / jsVar.bytes) : ofText(length);
  const pending: unknown[] = [root];
  let size = 0;
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === "string") size += ofText(value.length);
    else if (!isObject(value)) size += 1;
    else if (!seen.has(value)) {
      seen.add(value);
      size += 1;
      if (ArrayBuffer.isView(value)) {
        size += 1 + ofBytes(value.byteLength);
        continue;
      }
      // A function has its code for a member.
      if (typeof value === "function") size += value.length + 1 + ofBytes(codeOf(value).length * code);
      for (const [name, child] of members(value)) {
        size += Array.isArray(value) ? 1 : ofName(name);
        if (!isInline(child)) pending.push(child);
      }
    }
  }
  return size;
}

/** What Espruino keeps of a function's text. */
function codeOf(value: object): string {
  const text = Function.prototype.toString.call(value);
  return /^[^{]*?(?:=>|\{)\s*(?:return\b\s*)?([^]*?)\}?$/.exec(text)?.[1] ?? text;
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** What Espruino has as members of an object. */
function members(value: object): [name: string, value: unknown][] {
  const found: [string, unknown][] = [];
  for (const [name, field] of Object.entries(Object.getOwnPropertyDescriptors(value)))
    if ("value" in field && (field.enumerable || isUsedPrototype(value, name, field.value)))
      found.push([name, field.value]);
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype && !isBuiltIn(prototype)) found.push(["__proto__", prototype]);
  return found;
}

/** Espruino makes a function's `prototype` when it is first asked for. */
function isUsedPrototype(owner: object, name: string, value: unknown): boolean {
  if (typeof owner === "function" && name === "prototype") return Object.keys(value as object).length > 0;
  return name === "constructor" && Object.keys(owner).length > 0;
}

function isBuiltIn(prototype: object): boolean {
  const own = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value as unknown;
  return typeof own === "function" && Function.prototype.toString.call(own).includes("[native code]");
}

/** Whether a name holds the value by itself. */
function isInline(value: unknown): boolean {
  return (
    value === undefined || (typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 32768)
  );
}
