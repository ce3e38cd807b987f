import { Ajv, type ErrorObject } from "ajv";
import type { Board, BoardBus } from "./boards.ts";
import { jsonErrors, parseJson, type JsonFault } from "./json_file.ts";
import { busLines, listening, rangeText } from "./pins_rules.ts";

/** The board that the text of a file describes, held against the schema and against itself. */
export function checkBoard(file: string, text: string, schema: string): Board {
  const data = parseJson(file, text, "a board description");
  const validate = new Ajv({ allErrors: true, strict: true, verbose: true }).compile<Board>(
    JSON.parse(schema) as object,
  );
  const faults = validate(data) ? contradictions(data) : (validate.errors ?? []).map(schemaFault);
  if (faults.length === 0) return data as Board;
  throw jsonErrors(file, text, faults);
}

interface Schema {
  properties?: Record<string, unknown>;
  description?: string;
  minimum?: number;
  maximum?: number;
}

function schemaFault(error: ErrorObject): JsonFault {
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
function contradictions(board: Board): JsonFault[] {
  const faults: JsonFault[] = [];
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
