import { parseExpressionAt, type AnyNode } from "acorn";

/** What makes the objects and lists that {@link readLoose} returns. */
export interface Maker {
  object(fields: Record<string, unknown>): object;
  array(items: unknown[]): unknown[];
}

const OWN: Maker = { object: (fields) => fields, array: (items) => items };

/**
 * Reads what `Storage.readJSON` takes: JSON, or the literals of JavaScript that `Storage.writeJSON` writes.
 *
 * @throws SyntaxError
 */
export function readLoose(text: string, make: Maker = OWN): unknown {
  return value(make, parseExpressionAt(text, 0, { ecmaVersion: 2020 }));
}

const NAMED: Readonly<Record<string, unknown>> = { undefined, NaN, Infinity };

function value(make: Maker, node: AnyNode): unknown {
  switch (node.type) {
    case "Literal":
      if (node.regex === undefined && typeof node.value !== "bigint") return node.value;
      break;
    case "ArrayExpression":
      return make.array(node.elements.map((item) => item && value(make, item)));
    case "ObjectExpression":
      return make.object(Object.fromEntries(node.properties.map((item) => property(make, item))));
    case "UnaryExpression":
      if (node.operator === "-") return -Number(value(make, node.argument));
      break;
    case "Identifier":
      if (Object.hasOwn(NAMED, node.name)) return NAMED[node.name];
      break;
  }
  throw new SyntaxError(`Got ${node.type} expected a value`);
}

function property(make: Maker, node: AnyNode): [string, unknown] {
  if (node.type !== "Property" || node.computed || node.kind !== "init" || node.method || node.shorthand)
    throw new SyntaxError(`Got ${node.type} expected a field`);
  const { key } = node;
  const name = key.type === "Identifier" ? key.name : String((key as { value?: unknown }).value);
  return [name, value(make, node.value)];
}

/** JSON as `Storage.writeJSON` writes it: no quotes where none are needed, and bytes as short as can be. */
export function looseJson(data: unknown): string {
  const plain: unknown = JSON.parse(
    JSON.stringify(data, (_key, item: unknown) =>
      ArrayBuffer.isView(item) ? Array.from(item as Uint8Array) : item,
    ) ?? "null",
  );
  return write(plain);
}

function write(data: unknown): string {
  if (typeof data === "string") return quoteBytes(data);
  if (Array.isArray(data)) return `[${data.map(write).join(",")}]`;
  if (typeof data !== "object" || data === null) return String(data);
  const fields = Object.entries(data).map(([key, item]) => `${fieldName(key)}:${write(item)}`);
  return `{${fields.join(",")}}`;
}

/** The name of a field, quoted if it has to be. */
export function fieldName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoteBytes(name);
}

const SHORT: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  '"': '\\"',
  "\\": "\\\\",
};

/** Text between quotes with the shortest escapes that Espruino has. */
export function quoteBytes(text: string): string {
  let quoted = "";
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    const code = text.charCodeAt(i);
    if (char in SHORT) quoted += SHORT[char];
    else if (code < 8 && !/[0-7]/.test(text[i + 1] ?? "")) quoted += `\\${code}`;
    else if (code >= 32 && code < 127) quoted += char;
    else if (code < 256) quoted += `\\x${code.toString(16).toUpperCase().padStart(2, "0")}`;
    else quoted += `\\u${code.toString(16).toUpperCase().padStart(4, "0")}`;
  }
  return `"${quoted}"`;
}
