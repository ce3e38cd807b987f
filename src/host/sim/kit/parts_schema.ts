import { boardNames } from "../../compiler/boards.ts";
import type { PartKind, Quantity, Setting, Wire } from "../devices/part.ts";
import { partClasses } from "./registry.ts";

type Schema = Readonly<Record<string, unknown>>;

const wireTexts: Readonly<Record<Exclude<Wire["kind"], "address">, string>> = {
  pin: "GPIO",
  onewire: "GPIO of the 1-Wire bus; several parts can share it",
  i2c: "Number of the I2C bus: 1 is I2C1",
  spi: "Number of the SPI bus: 1 is SPI1",
  serial: "Number of the serial port: 2 is Serial2",
};

/** The JSON schema of a board with parts, for editors: what can be said of each part that there is a model of. */
export function partsSchema(): Schema {
  const kinds = [...partClasses.values()].map(({ kind }) => kind);
  const names = kinds.map(({ name }) => name);
  const boards = boardNames().filter((name) => name !== "bare" && name !== "node");
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A board with parts, for the simulator",
    type: "object",
    required: ["parts"],
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      board: {
        description: "The board by name. Default: the one that the program was built for",
        enum: boards,
      },
      seed: { description: "Start of all random numbers: the same seed, the same run", type: "integer" },
      brown_outs: {
        description: "When the power fails for a moment",
        type: "array",
        items: { $ref: "#/definitions/time" },
      },
      parts: {
        type: "array",
        items: {
          type: "object",
          required: ["part"],
          properties: { part: { description: "What is printed on the part", enum: names } },
          allOf: names.map((name) => ({
            if: { properties: { part: { const: name } } },
            then: { $ref: `#/definitions/${name}` },
          })),
        },
      },
    },
    definitions: {
      time: {
        description: "Virtual time: µs, or text such as 10s, 500ms, 2m, 1h, 7d or 50us",
        anyOf: [
          { type: "number", minimum: 0 },
          { type: "string", pattern: "^\\d+(\\.\\d+)?(us|ms|s|m|h|d)$" },
        ],
      },
      csv: {
        description: "A column of a CSV file",
        type: "object",
        required: ["csv", "column"],
        additionalProperties: false,
        properties: {
          csv: { description: "The file, relative to this one", type: "string" },
          column: { type: "string" },
          time: {
            description: "The column of times, in s or as dates. Default: the first one",
            type: "string",
          },
          interpolation: { enum: ["linear", "step"] },
          repeat: {
            description: "When it begins again; true: at the time of its last row",
            anyOf: [{ type: "boolean" }, { $ref: "#/definitions/time" }],
          },
        },
      },
      ...Object.fromEntries(kinds.map((kind) => [kind.name, partSchema(kind)])),
    },
  };
}

function partSchema({ wires, quantities, settings = {}, faults }: PartKind): Schema {
  const needed = Object.entries(wires).filter(([, wire]) => wire.kind !== "address" && !("optional" in wire));
  const files = Object.entries(settings).filter(([, { type }]) => type === "file");
  return {
    type: "object",
    required: ["part", ...[...needed, ...files].map(([key]) => key)],
    additionalProperties: false,
    properties: {
      part: {},
      name: { description: "By which a test finds it", type: "string" },
      ...map(wires, wireSchema),
      ...map(quantities, quantitySchema),
      ...map(settings, settingSchema),
      seed: { description: "Start of its random numbers. Default: by the board's seed", type: "integer" },
      ...(faults.length > 0 && { faults: { type: "array", items: faultSchema(faults) } }),
    },
  };
}

function faultSchema(names: PartKind["faults"]): Schema {
  return {
    type: "object",
    required: ["fault"],
    additionalProperties: false,
    properties: {
      fault: { enum: names },
      from: { $ref: "#/definitions/time" },
      to: { $ref: "#/definitions/time" },
      probability: { type: "number", minimum: 0, maximum: 1 },
      factor: { description: "For slow: how many times as long", type: "number", exclusiveMinimum: 0 },
    },
  };
}

function map<T>(record: Readonly<Record<string, T>>, make: (value: T) => Schema): Record<string, Schema> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, make(value)]));
}

function wireSchema(wire: Wire): Schema {
  if (wire.kind !== "address") return { description: wireTexts[wire.kind], type: "integer", minimum: 0 };
  const { allowed } = wire;
  const texts = allowed.map((address) => "0x" + address.toString(16));
  if (allowed.length > 8) return { description: "I2C address", type: ["string", "integer"] };
  return { description: `I2C address. Default: ${texts[0]}`, enum: [...texts, ...allowed] };
}

function quantitySchema({ min, max, usual }: Quantity): Schema {
  return {
    description: `From ${min} to ${max}. Default: ${usual}`,
    anyOf: [{ type: "number", minimum: min, maximum: max }, { $ref: "#/definitions/csv" }],
  };
}

function settingSchema(setting: Setting): Schema {
  if (setting.type === "file") return { description: "A file of JSON, relative to this one", type: "string" };
  const { type, usual } = setting;
  const range = setting.type === "number" ? { minimum: setting.min, maximum: setting.max } : {};
  return { description: `Default: ${String(usual)}`, type, ...range };
}
