import { resolve } from "node:path";
import { BuildError, type BuildMessage } from "../../compiler/errors.ts";
import type { JsonFault } from "../../compiler/json_file.ts";
import { csv } from "../devices/csv.ts";
import type { FaultName, FaultWindow } from "../devices/faults.ts";
import type { Part, PartKind } from "../devices/part.ts";
import { optionFaults, optionsOf } from "../devices/part_check.ts";
import { allowed } from "./nearest.ts";
import { partClasses } from "./registry.ts";

type Entry = Readonly<Record<string, unknown>>;

/** What an entry says beside the options of the part. */
const OWN_KEYS = ["part", "name", "faults"];
const CSV_KEYS = ["csv", "column", "time", "interpolation", "repeat"];
const FAULT_KEYS = ["fault", "from", "to", "probability", "factor"];

/** Makes parts of what a file says of them. */
export class PartReader {
  constructor(
    /** What the names of files are relative to. */
    private readonly folder: string,
    /** Where what is wrong is put: in the file, and in others that it names. */
    private readonly faults: JsonFault[],
    private readonly elsewhere: BuildMessage[],
  ) {}

  /** The part of an entry, or undefined: something is wrong with it. */
  read(entry: unknown, path: readonly string[]): Part | undefined {
    const before = this.faults.length + this.elsewhere.length;
    const names = [...partClasses.keys()];
    if (!isObject(entry)) {
      this.wrong(path, "a part is an object", `such as { "part": "${names[0]}" }`);
      return undefined;
    }
    const { part: name } = entry;
    const type = partClasses.get(String(name));
    if (!type || typeof name !== "string") {
      const message =
        name === undefined ? 'the key "part" is missing' : `there is no part ${JSON.stringify(name)}`;
      this.wrong([...path, "part"], message, allowed("parts", typeof name === "string" ? name : "", names));
      return undefined;
    }
    if (entry.name !== undefined && typeof entry.name !== "string")
      this.wrong([...path, "name"], `the name of a part is a text, not ${JSON.stringify(entry.name)}`);
    const options = this.options(type.kind, entry, path);
    if (this.faults.length + this.elsewhere.length > before) return undefined;
    return this.attempt(path, () => {
      const part = new type(options);
      this.addFaults(part, entry.faults ?? [], [...path, "faults"]);
      return this.faults.length > before ? undefined : part;
    });
  }

  /** The options of a part, with values in the place of what the file says of them. */
  private options(kind: PartKind, entry: Entry, path: readonly string[]): Entry {
    const known = [...OWN_KEYS, ...optionsOf(kind)];
    const options: Record<string, unknown> = {};
    const unread = new Set<string>();
    for (const [key, value] of Object.entries(entry)) {
      const at = [...path, key];
      if (OWN_KEYS.includes(key)) continue;
      if (!known.includes(key)) {
        const hint = allowed("keys", key, known);
        this.faults.push({ path: at, atKey: true, message: `${kind.name} has no key "${key}"`, hint });
      } else if (Object.hasOwn(kind.quantities, key) && isObject(value)) {
        const series = this.attempt(at, () => this.series(kind, key, value, at));
        if (series === undefined) unread.add(key);
        options[key] = series;
      } else options[key] = this.plain(kind, key, value);
    }
    for (const { key, atKey, message, hint } of optionFaults(kind, options)) {
      if (key === undefined || !unread.has(key))
        this.faults.push({ path: key === undefined ? path : [...path, key], atKey, message, hint });
    }
    return options;
  }

  /** A value that is no series: addresses may be text in hexadecimal, for JSON has no such numbers. */
  private plain(kind: PartKind, key: string, value: unknown): unknown {
    if (typeof value !== "string") return value;
    if (kind.wires[key]?.kind === "address" && /^0x[0-9a-f]+$/i.test(value)) return Number(value);
    return kind.settings?.[key]?.type === "file" ? resolve(this.folder, value) : value;
  }

  private series(kind: PartKind, key: string, value: Entry, path: readonly string[]): unknown {
    this.checkKeys(value, CSV_KEYS, path);
    const { csv: file, column, ...options } = value;
    if (typeof file !== "string" || typeof column !== "string") {
      this.wrong(path, `${key} is a number, or a column of a CSV file`, '{ "csv": FILE, "column": NAME }');
      return undefined;
    }
    const { interpolation } = options;
    if (interpolation !== undefined && interpolation !== "linear" && interpolation !== "step")
      this.wrong(
        [...path, "interpolation"],
        `interpolation is linear or step, not ${JSON.stringify(interpolation)}`,
      );
    const series = csv(resolve(this.folder, file), column, options);
    const { min, max } = kind.quantities[key];
    series.check(`${kind.name}: ${key}`, min, max);
    return series;
  }

  private addFaults(part: Part, list: unknown, path: readonly string[]): void {
    if (!Array.isArray(list)) {
      this.wrong(path, "faults is a list", `such as [{ "fault": "${part.kind.faults[0] ?? ""}" }]`);
      return;
    }
    for (const [i, entry] of (list as unknown[]).entries()) {
      const at = [...path, String(i)];
      if (!isObject(entry) || typeof entry.fault !== "string") {
        this.wrong(at, 'a fault is an object with the key "fault"', `faults: ${part.kind.faults.join(", ")}`);
        continue;
      }
      this.checkKeys(entry, FAULT_KEYS, at);
      const { fault, ...window } = entry;
      this.attempt(at, () => part.fault(fault as FaultName, window as FaultWindow));
    }
  }

  private checkKeys(entry: Entry, known: readonly string[], path: readonly string[]): void {
    for (const key of Object.keys(entry)) {
      if (!known.includes(key))
        this.faults.push({
          path: [...path, key],
          atKey: true,
          message: `there is no key "${key}" here`,
          hint: allowed("keys", key, known),
        });
    }
  }

  /** Does what may find fault with the file, or with another one. */
  private attempt<T>(path: readonly string[], make: () => T): T | undefined {
    try {
      return make();
    } catch (error) {
      if (error instanceof BuildError) {
        for (const one of error.errors) {
          if (one.file !== undefined) this.elsewhere.push(one);
          else this.wrong(path, one.message, one.hint);
        }
      } else if (error instanceof RangeError) this.wrong(path, error.message);
      else throw error;
      return undefined;
    }
  }

  private wrong(path: readonly string[], message: string, hint?: string): void {
    this.faults.push({ path, message, hint });
  }
}

export function isObject(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
