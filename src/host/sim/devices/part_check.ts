import type { PartKind, Setting, Wire } from "./part.ts";
import { isSeries } from "./source.ts";

/** What is wrong with what somebody has written of a part. */
export interface PartFault {
  /** The option that is wrong; left out: one is missing. */
  key?: string;
  /** Whether it is the option itself and not its value. */
  atKey?: true;
  message: string;
  /** What is allowed. */
  hint?: string;
}

type Given = Readonly<Record<string, unknown>>;

/** The options of a kind of part. */
export function optionsOf({ wires, quantities, settings = {} }: PartKind): string[] {
  return [...Object.keys(wires), ...Object.keys(quantities), ...Object.keys(settings), "seed"];
}

/** Everything that is wrong with the options of a part. */
export function optionFaults(kind: PartKind, given: Given): PartFault[] {
  const known = optionsOf(kind);
  const { name, wires, quantities, settings = {} } = kind;
  const faults: (PartFault | undefined)[] = Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      key,
      atKey: true as const,
      message: `${name} has no option "${key}"`,
      hint: `options: ${known.join(", ")}`,
    }));
  for (const [key, wire] of Object.entries(wires)) faults.push(wireFault(kind, key, wire, given[key]));
  for (const key of Object.keys(quantities))
    if (given[key] !== undefined) faults.push(quantityFault(kind, key, given[key]));
  for (const [key, setting] of Object.entries(settings))
    faults.push(settingFault(kind, key, setting, given[key]));
  const { seed } = given;
  if (seed !== undefined && !Number.isInteger(seed))
    faults.push({ key: "seed", message: `${name}: seed is a whole number, not ${show(seed)}` });
  return faults.filter((fault) => fault !== undefined);
}

/** @throws RangeError for the first thing that is wrong with the options of a part */
export function checkOptions(kind: PartKind, given: Given): void {
  refuse(optionFaults(kind, given)[0]);
}

/** @throws RangeError if a kind of part has no such quantity, or if it cannot be that much */
export function checkQuantity(kind: PartKind, key: string, value: unknown): void {
  refuse(quantityFault(kind, key, value));
}

/** @throws RangeError if there is a fault */
export function refuse(fault: PartFault | undefined): void {
  if (fault) throw new RangeError(fault.message + (fault.hint === undefined ? "" : ` (${fault.hint})`));
}

const wireNames: Readonly<Record<Exclude<Wire["kind"], "address">, string>> = {
  pin: "a pin",
  onewire: "a pin",
  i2c: "an I2C bus",
  spi: "an SPI bus",
  serial: "a serial port",
};

function wireFault({ name }: PartKind, key: string, wire: Wire, value: unknown): PartFault | undefined {
  if (wire.kind === "address") {
    if (value === undefined || wire.allowed.includes(value as number)) return undefined;
    const shown = Number.isInteger(value) ? hex(value as number) : show(value);
    return { key, message: `${name}: ${key} can be ${addresses(wire.allowed)}, not ${shown}` };
  }
  const what = `the number of ${wireNames[wire.kind]}`;
  if (value === undefined)
    return wire.kind === "pin" && wire.optional ? undefined : { message: `${name} needs ${key}: ${what}` };
  if (Number.isInteger(value) && (value as number) >= 0) return undefined;
  return { key, message: `${name}: ${key} is ${what}, not ${show(value)}` };
}

function quantityFault(kind: PartKind, key: string, value: unknown): PartFault | undefined {
  const { name, quantities } = kind;
  if (!Object.hasOwn(quantities, key)) {
    const known = Object.keys(quantities).join(", ") || "none";
    return { key, message: `${name} measures no ${key}`, hint: `quantities: ${known}` };
  }
  const { min, max } = quantities[key];
  if (typeof value === "function") return undefined;
  if (isSeries(value)) {
    value.check(`${name}: ${key}`, min, max);
    return undefined;
  }
  if (typeof value === "number" && value >= min && value <= max) return undefined;
  return { key, message: `${name}: ${key} is from ${min} to ${max}, not ${show(value)}` };
}

function settingFault(
  { name }: PartKind,
  key: string,
  setting: Setting,
  value: unknown,
): PartFault | undefined {
  if (setting.type === "file") {
    if (value === undefined) return { message: `${name} needs ${key}: the name of a file` };
    if (typeof value === "string" || (typeof value === "object" && value !== null)) return undefined;
    return { key, message: `${name}: ${key} is the name of a file, not ${show(value)}` };
  }
  if (value === undefined) return undefined;
  if (typeof value !== setting.type)
    return { key, message: `${name}: ${key} is a ${setting.type}, not ${show(value)}` };
  if (setting.type !== "number") return undefined;
  const { min, max } = setting;
  if ((value as number) >= min && (value as number) <= max) return undefined;
  return { key, message: `${name}: ${key} is from ${min} to ${max}, not ${show(value)}` };
}

function addresses(allowed: readonly number[]): string {
  const list = allowed.map(hex);
  return list.length > 8 ? `${list[0]} to ${list.at(-1) ?? ""}` : list.join(" or ");
}

const hex = (address: number): string => "0x" + address.toString(16);

function show(value: unknown): string {
  return typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
}
