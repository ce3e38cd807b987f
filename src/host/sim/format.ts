/**
 * How Espruino's `print` shows a value: text as it is, everything else in its own loose JSON with line breaks before
 * what is not a number.
 */
export function format(value: unknown): string {
  return typeof value === "string" ? value : show(value, "", []);
}

function show(value: unknown, indent: string, seen: readonly object[]): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "function") return "function " + signature(value as () => unknown);
  if (typeof value !== "object" || value === null) return text(value);
  if (seen.includes(value)) return " ... ";
  const inside = [...seen, value];
  const name = className(value);
  if (name === "Pin") return text(value);
  if (ArrayBuffer.isView(value)) return `new ${name}([${Array.from(value as Uint8Array).join(", ")}])`;
  if (Array.isArray(value)) {
    const items = Array.from(value, (item: unknown) => ({ head: "", item }));
    return list("[ ", items, " ]", indent, inside);
  }
  if (name && /^(Date|.*Error)$/.test(name)) return `${name}: ${text(value)}`;
  const fields = Object.entries(value).map(([key, item]) => ({
    head: quote(key) + ": ",
    item: item as unknown,
  }));
  return (name && name !== "Object" ? name + ": " : "") + list("{ ", fields, " }", indent, inside);
}

function list(
  open: string,
  items: { head: string; item: unknown }[],
  close: string,
  indent: string,
  seen: readonly object[],
): string {
  let text = open;
  let breakDue = false;
  items.forEach(({ head, item }, i) => {
    const tall = !isFlat(item);
    if (i > 0) text += ", ";
    if (breakDue || tall) text += "\n" + indent + "  ";
    text += head + show(item, indent + "  ", seen);
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

function quote(text: string): string {
  return JSON.stringify(text);
}

function className(value: object): string | undefined {
  const proto = Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null;
  return proto?.constructor?.name;
}

function signature(fn: () => unknown): string {
  const text = Function.prototype.toString.call(fn);
  const head = /^(?:async )?function\*?\s*[\w$]*\s*\(([^)]*)\)\s*/.exec(text);
  return head ? `(${head[1].replace(/\s+/g, "")}) ${text.slice(head[0].length)}` : text;
}
