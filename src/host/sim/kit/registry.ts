import * as devices from "../devices/index.ts";
import { Part, type PartKind } from "../devices/part.ts";

/** A class of parts. What its options are its kind tells. */
export interface PartClass {
  readonly kind: PartKind;
  new (options: object): Part;
}

function isPartClass(value: unknown): value is PartClass {
  return typeof value === "function" && value.prototype instanceof Part && "kind" in value;
}

/** All parts that there is a model of, by what is printed on them. */
export const partClasses: ReadonlyMap<string, PartClass> = new Map(
  Object.values(devices as Record<string, unknown>)
    .filter(isPartClass)
    .map((type) => [type.kind.name, type] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
