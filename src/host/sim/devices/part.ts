import type { SimBoard } from "../board.ts";
import { Faults, type FaultName, type FaultWindow } from "./faults.ts";
import { Random } from "./random.ts";

/** Where a measured value comes from: a constant, or a function of the virtual time in seconds. */
export type Source = number | ((time_s: number) => number);

/** A quantity that a part measures, in the unit that ends its name. */
export interface Quantity {
  min: number;
  max: number;
  /** What it is if nothing else is said. */
  usual: number;
}

/** How a part is wired. All numbers are the board's: GPIOs, and of buses Espruino's (1 is I2C1). */
export type Wire =
  | {
      kind: "pin";
      /** What the board does with the pin. */
      use: "input" | "output" | "adc";
      optional?: true;
    }
  | { kind: "i2c" | "spi" | "serial" }
  | { kind: "address"; allowed: readonly number[] };

/** A setting that is no wire and no quantity. */
export type Setting =
  | { type: "boolean"; usual: boolean }
  | { type: "number"; min: number; max: number; usual: number }
  | { type: "string"; usual: string };

/** What there is to know of a kind of part, to check what people write of one in code or in a file. */
export interface PartKind {
  /** As it is printed on the part. */
  readonly name: string;
  /** By the option that says where the wire goes. */
  readonly wires: Readonly<Record<string, Wire>>;
  readonly quantities: Readonly<Record<string, Quantity>>;
  readonly settings?: Readonly<Record<string, Setting>>;
  readonly faults: readonly FaultName[];
}

/** What can be said of any part, beside its wires, quantities and settings. */
export interface PartOptions {
  /** Start of its random numbers: noise, and faults that come by chance. Default 1. */
  seed?: number;
}

/**
 * A model of a part that hangs on a simulated board. Attach it with `board.attach(part)`.
 *
 * A model answers what the data sheet says and nothing else: what it does not know it throws as an Error, and the board
 * reports it.
 */
export abstract class Part {
  protected readonly random: Random;
  private readonly faults: Faults;
  private readonly sources = new Map<string, Source>();
  private readonly given: Readonly<Record<string, unknown>>;
  private connected: { board: SimBoard; disconnect: () => void } | undefined;

  constructor(
    readonly kind: PartKind,
    options: PartOptions,
  ) {
    this.given = options as Readonly<Record<string, unknown>>;
    checkOptions(kind, this.given);
    const { seed = 1 } = options;
    this.random = new Random(seed);
    // Apart, so that a fault does not change the noise.
    this.faults = new Faults(new Random(seed + 0x9e3779b9), kind.faults, kind.name);
    for (const [name, { usual }] of Object.entries(kind.quantities)) {
      this.sources.set(name, (this.given[name] as Source | undefined) ?? usual);
    }
  }

  /** Changes what a quantity comes from, from now on. */
  set(name: string, source: Source): void {
    checkQuantity(this.kind, name, source);
    this.sources.set(name, source);
  }

  /** Has something be wrong with the part. */
  fault(name: FaultName, window?: FaultWindow): this {
    this.faults.add(name, window);
    return this;
  }

  /** Connects the part's wires. `SimBoard.attach` calls it. */
  attach(board: SimBoard): void {
    if (this.connected) throw new Error(`${this.kind.name} is attached already`);
    this.connected = { board, disconnect: () => undefined };
    try {
      this.connected.disconnect = this.connect(board);
    } catch (error) {
      this.connected = undefined;
      throw error;
    }
  }

  /** Takes the part off its board. */
  detach(): void {
    this.connected?.disconnect();
    this.connected = undefined;
  }

  /** Connects the wires. Gives what disconnects them. */
  protected abstract connect(board: SimBoard): () => void;

  /** The board that the part hangs on. */
  protected get board(): SimBoard {
    if (!this.connected) throw new Error(`${this.kind.name} is not attached to a board`);
    return this.connected.board;
  }

  /** Virtual time in µs. */
  protected get now(): number {
    return this.board.clock.now;
  }

  /** What a quantity is now. */
  protected quantity(name: string): number {
    const source = this.sources.get(name);
    if (source === undefined) throw new Error(`${this.kind.name} measures no ${name}`);
    const value = typeof source === "number" ? source : source(this.now / 1e6);
    checkQuantity(this.kind, name, value);
    return value;
  }

  /** A setting, or its usual value. */
  protected setting(name: string): boolean | number | string | undefined {
    return (this.given[name] ?? this.kind.settings?.[name].usual) as boolean | number | string | undefined;
  }

  /** Whether an access now meets a fault. Draws anew at each call. */
  protected failing(name: FaultName): boolean {
    return this.faults.meet(name, this.now) !== undefined;
  }

  /** How long something takes that should take `us`. */
  protected takes(us: number): number {
    return us * (this.faults.meet("slow", this.now)?.factor ?? 1);
  }
}

function checkOptions(kind: PartKind, given: Readonly<Record<string, unknown>>): void {
  const { name, wires, quantities, settings = {} } = kind;
  const known = [...Object.keys(wires), ...Object.keys(quantities), ...Object.keys(settings), "seed"];
  for (const key of Object.keys(given)) {
    if (!known.includes(key))
      throw new RangeError(`${name} has no option "${key}" (options: ${known.join(", ")})`);
  }
  for (const [key, wire] of Object.entries(wires)) {
    const value = given[key];
    if (wire.kind === "address") {
      if (value !== undefined && !wire.allowed.includes(value as number)) {
        const list = wire.allowed.map((address) => "0x" + address.toString(16)).join(" or ");
        throw new RangeError(`${name}: ${key} can be ${list}, not ${show(value)}`);
      }
    } else if (value === undefined) {
      const optional = wire.kind === "pin" && wire.optional;
      if (!optional) throw new RangeError(`${name} needs ${key}: the number of a ${wire.kind}`);
    } else if (!Number.isInteger(value) || (value as number) < 0) {
      throw new RangeError(`${name}: ${key} is the number of a ${wire.kind}, not ${show(value)}`);
    }
  }
  for (const key of Object.keys(quantities)) {
    if (given[key] !== undefined) checkQuantity(kind, key, given[key]);
  }
  for (const [key, setting] of Object.entries(settings)) {
    const value = given[key];
    if (value === undefined) continue;
    if (typeof value !== setting.type)
      throw new RangeError(`${name}: ${key} is a ${setting.type}, not ${show(value)}`);
    if (setting.type === "number" && !((value as number) >= setting.min && (value as number) <= setting.max))
      throw new RangeError(`${name}: ${key} is from ${setting.min} to ${setting.max}, not ${show(value)}`);
  }
}

function checkQuantity(kind: PartKind, key: string, value: unknown): void {
  if (!Object.hasOwn(kind.quantities, key)) {
    const known = Object.keys(kind.quantities).join(", ");
    throw new RangeError(`${kind.name} measures no ${key} (quantities: ${known})`);
  }
  const { min, max } = kind.quantities[key];
  if (typeof value === "function") return;
  if (!(typeof value === "number" && value >= min && value <= max))
    throw new RangeError(`${kind.name}: ${key} is from ${min} to ${max}, not ${show(value)}`);
}

const show = (value: unknown): string => (typeof value === "string" ? `"${value}"` : String(value));
