import { parseExpressionAt, type Expression, type Node } from "acorn";
import { Ajv, type ErrorObject } from "ajv";
import type { Board, BoardBus } from "./boards.ts";
import { BuildError, fail } from "./errors.ts";
import { busLines, listening, rangeText } from "./pins_rules.ts";

/** What is wrong in a board file: where, as keys and indices from the top, and at the key or at its value. */
interface Fault {
  path: readonly string[];
  atKey?: boolean;
  message: string;
  hint?: string | undefined;
}

/** The board that the text of a file describes, held against the schema and against itself. */
export function checkBoard(file: string, text: string, schema: string): Board {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    // What the message goes on with is a piece of the text, or an offset.
    const [what] = (error as Error).message.split(/, | in JSON at /);
    fail(`not a board description: ${what}`, { file, ...syntaxErrorPlace(text) });
  }
  const validate = new Ajv({ allErrors: true, strict: true, verbose: true }).compile<Board>(
    JSON.parse(schema) as object,
  );
  const faults = validate(data) ? contradictions(data) : (validate.errors ?? []).map(schemaFault);
  if (faults.length === 0) return data as Board;
  const tree = parseExpressionAt(text, 0, { ecmaVersion: "latest", locations: true });
  const errors = faults.map((fault) => {
    const { message, hint } = fault;
    return { message, hint, file, ...place(tree, fault) };
  });
  throw new BuildError(errors.sort((a, b) => a.line - b.line || a.column - b.column));
}

interface Schema {
  properties?: Record<string, unknown>;
  description?: string;
  minimum?: number;
  maximum?: number;
}

function schemaFault(error: ErrorObject): Fault {
  const { instancePath, keyword, message = "is wrong" } = error;
  const params = error.params as Record<string, unknown>;
  const schema = (error.parentSchema ?? {}) as Schema;
  const path = instancePath.split("/").slice(1);
  const what = path.length === 0 ? "the board" : path.join(".");
  const keys = `keys: ${Object.keys(schema.properties ?? {}).join(", ")}`;
  const value = JSON.stringify(error.data) ?? "";
  const seen = value.length > 40 ? "" : `, not ${value}`;
  switch (keyword) {
    case "additionalProperties": {
      const key = String(params["additionalProperty"]);
      return { path: [...path, key], atKey: true, message: `${what} has no key "${key}"`, hint: keys };
    }
    case "required":
      return { path, message: `${what} lacks the key "${String(params["missingProperty"])}"`, hint: keys };
    case "enum": {
      const allowed = (params["allowedValues"] as unknown[]).join(", ");
      return { path, message: `${what} must be one of ${allowed}${seen}`, hint: schema.description };
    }
    case "const":
      return { path, message: `${what} must be ${String(params["allowedValue"])} or left out${seen}` };
    case "minimum":
    case "maximum": {
      const { minimum = 0, maximum } = schema;
      const range = maximum === undefined ? `at least ${minimum}` : `${minimum} to ${maximum}`;
      return { path, message: `${what} must be ${range}${seen}`, hint: schema.description };
    }
    default:
      return { path, message: `${what} ${message}${seen}`, hint: schema.description };
  }
}

/** What no schema can tell: pins that a file names and does not describe, or describes twice or otherwise. */
function contradictions(board: Board): Fault[] {
  const faults: Fault[] = [];
  const pins = new Map<number, number>();
  board.pins.forEach(({ gpio }, index) => {
    const first = pins.get(gpio);
    const path = ["pins", String(index), "gpio"];
    if (first !== undefined)
      faults.push({ path, message: `pin ${gpio} is described twice`, hint: `first in pins.${first}` });
    else pins.set(gpio, index);
  });
  const use = (gpio: number, output: boolean, ...path: (string | number)[]): void => {
    const pin = board.pins[pins.get(gpio) ?? -1];
    const wrong = !pin
      ? "is not among the pins"
      : pin.reserved === "flash"
        ? "belongs to the flash chip"
        : output && pin.inputOnly
          ? "is input only"
          : undefined;
    const hint = pin ? undefined : `pins: ${rangeText([...pins.keys()])}`;
    if (wrong)
      faults.push({
        path: path.map(String),
        message: `${path.join(".")} is pin ${gpio}, which ${wrong}`,
        hint,
      });
  };
  use(board.led.gpio, true, "led", "gpio");
  if (board.button) use(board.button.gpio, false, "button", "gpio");
  for (const kind of ["i2c", "spi", "uart"] as const) {
    for (const [index, bus] of (board[kind] as BoardBus<string>[]).entries()) {
      for (const line of busLines[kind]) {
        const output = !listening.has(line);
        use(bus[line], output, kind, index, line);
        for (const [i, gpio] of (bus.pins?.[line] ?? []).entries())
          use(gpio, output, kind, index, "pins", line, i);
      }
    }
  }
  return faults;
}

function place(tree: Expression, { path, atKey }: Fault): { line: number; column: number } {
  let node: Node = tree;
  for (const [depth, key] of path.entries()) {
    const at = node as Expression;
    if (at.type === "ArrayExpression") node = at.elements[Number(key)] ?? node;
    if (at.type !== "ObjectExpression") continue;
    // Of a key that is there twice the last one counts.
    const found = at.properties.findLast(
      (property) =>
        property.type === "Property" && property.key.type === "Literal" && property.key.value === key,
    );
    if (found?.type === "Property") node = atKey && depth === path.length - 1 ? found.key : found.value;
  }
  const start = node.loc?.start ?? { line: 1, column: 0 };
  return { line: start.line, column: start.column + 1 };
}

/** Where a text stops being the beginning of JSON. The parser does not always say. */
function syntaxErrorPlace(text: string): { line: number; column: number } {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isBeginning(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  const before = text.slice(0, good).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function isBeginning(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    return message.includes("end of JSON") || message.includes(`at position ${text.length}`);
  }
}
