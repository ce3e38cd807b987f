import { fieldName, quoteBytes } from "./loose_json.ts";

/** How much Espruino shows of a value. */
interface Style {
  /** As the console shows a result: long lists and text shortened, functions without their code, names without quotes. */
  brief: boolean;
}

/** Of lists with more items than this the brief style shows a few at either end, and likewise of text. */
const LONG_LIST = 15;
const LIST_ENDS = 5;
const LONG_TEXT = 60;
const TEXT_ENDS = 27;
/** Fields on a line. */
const FIELDS = 4;

/** Functions of the firmware, whose code nobody sees. */
export const nativeFunctions = new WeakSet<object>();

/**
 * How Espruino's `print` shows a value: text as it is, everything else in its own loose JSON with line breaks before
 * what is not a number.
 */
export function format(value: unknown): string {
  return typeof value === "string" ? value : show(value, "", [], { brief: false });
}

/** How the console shows the value of a line. */
export function formatResult(value: unknown): string {
  return show(value, "", [], { brief: true });
}

function show(value: unknown, indent: string, seen: readonly object[], style: Style): string {
  if (typeof value === "string") return quote(value, style);
  if (typeof value === "function") return "function " + signature(value as () => unknown, style);
  if (typeof value !== "object" || value === null) return text(value);
  if (seen.includes(value)) return " ... ";
  const inside = [...seen, value];
  const name = className(value);
  if (name === "Pin") return text(value);
  if (name === "ArrayBuffer")
    return typed("Uint8Array", new Uint8Array(value as ArrayBuffer), style) + ".buffer";
  if (ArrayBuffer.isView(value)) return typed(name ?? "", value as Uint8Array, style);
  if (Array.isArray(value)) {
    const items = Array.from(value, (item: unknown) => ({ head: "", item }));
    return list("[ ", items, " ]", indent, inside, style);
  }
  if (name && /^(Date|.*Error)$/.test(name)) return `${name}: ${text(value)}`;
  const fields = Object.entries(value).map(([key, item]) => ({
    head: (style.brief ? fieldName(key) : quote(key, style)) + ": ",
    item: item as unknown,
  }));
  return (name && name !== "Object" ? name + ": " : "") + list("{ ", fields, " }", indent, inside, style);
}

function typed(name: string, data: Uint8Array, style: Style): string {
  if (data.length > 0 && data.every((item) => item === 0)) return `new ${name}(${data.length})`;
  const items = shortened(Array.from(data, String), style);
  return `new ${name}([${items.join(", ")}])`;
}

/** The items at either end, if there are too many. */
function shortened(items: string[], { brief }: Style): string[] {
  if (!brief || items.length <= LONG_LIST) return items;
  const [first, ...rest] = items.slice(-LIST_ENDS);
  return [...items.slice(0, LIST_ENDS), ` ... ${first}`, ...rest];
}

function list(
  open: string,
  items: { head: string; item: unknown }[],
  close: string,
  indent: string,
  seen: readonly object[],
  style: Style,
): string {
  let text = open;
  let breakDue = false;
  let onLine = 0;
  const isList = open === "[ ";
  const long = isList && style.brief && items.length > LONG_LIST;
  items.forEach(({ head, item }, i) => {
    if (long && i >= LIST_ENDS && i < items.length - LIST_ENDS) return;
    const tall = !isFlat(item);
    if (i > 0) text += ", ";
    if (long && i === items.length - LIST_ENDS) text += " ... ";
    if (breakDue || tall || (!isList && ++onLine > FIELDS)) {
      text += "\n" + indent + "  ";
      onLine = 0;
    }
    text += head + show(item, indent + "  ", seen, style);
    breakDue = tall;
  });
  return text + (breakDue ? "\n" + indent : "") + close;
}

/** Whether a value stays on its line: a number, or what Espruino takes for one. */
function isFlat(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return className(value) === "Pin";
  return typeof value !== "string" && typeof value !== "function";
}

/** What the value's own toString gives. */
function text(value: unknown): string {
  return String(value);
}

function quote(text: string, { brief }: Style): string {
  if (!brief || text.length <= LONG_TEXT) return quoteBytes(text);
  return `${quoteBytes(text.slice(0, TEXT_ENDS))} ... ${quoteBytes(text.slice(-TEXT_ENDS))}`;
}

function className(value: object): string | undefined {
  const proto = Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null;
  return proto?.constructor?.name;
}

function signature(fn: () => unknown, { brief }: Style): string {
  if (nativeFunctions.has(fn)) return "() { [native code] }";
  const text = Function.prototype.toString.call(fn);
  const head = /^(?:async )?function\*?\s*[\w$]*\s*\(([^)]*)\)\s*/.exec(text);
  if (!head) return text;
  const code = text.slice(head[0].length);
  const shown = brief && !code.includes("[native code]") && !/^\{\s*\}$/.test(code) ? "{ ... }" : code;
  return `(${head[1].replace(/\s+/g, "")}) ${shown}`;
}
