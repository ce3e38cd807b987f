import type { SimBoard } from "../board.ts";
import { Faults, type FaultName, type FaultWindow } from "./faults.ts";
import { checkOptions, checkQuantity } from "./part_check.ts";
import { Random } from "./random.ts";
import { valueAt, type Source } from "./source.ts";

export type { Source } from "./source.ts";

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
  /** A pin that several parts share: a 1-Wire bus. */
  | { kind: "onewire" }
  | { kind: "i2c" | "spi" | "serial" }
  | { kind: "address"; allowed: readonly number[] };

/** A setting that is no wire and no quantity. */
export type Setting =
  | { type: "boolean"; usual: boolean }
  | { type: "number"; min: number; max: number; usual: number }
  | { type: "string"; usual: string }
  /** A file of JSON: its name or, in code, what it holds. It has to be given. */
  | { type: "file" };

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
  /**
   * Start of its random numbers: noise, and faults that come by chance. Default: one that the board gives it, by its own
   * seed and by how many parts were attached before.
   */
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
  private readonly chance: Random;
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
    this.random = new Random(1);
    // Apart, so that a fault does not change the noise.
    this.chance = new Random(1);
    this.faults = new Faults(this.chance, kind.faults, kind.name);
    if (options.seed !== undefined) this.seed(options.seed);
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

  /** Ends a fault now, and what was planned of it. */
  mend(name: FaultName): this {
    this.faults.end(name, this.now);
    return this;
  }

  /** Connects the part's wires. `SimBoard.attach` calls it. */
  attach(board: SimBoard): void {
    if (this.connected) throw new Error(`${this.kind.name} is attached already`);
    if (this.given.seed === undefined) this.seed(board.nextSeed());
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

  /** Whether the part hangs on a board. */
  get attached(): boolean {
    return this.connected !== undefined;
  }

  /** Where its wires go, by the names that its kind has for them; those that are not connected are left out. */
  get wires(): Readonly<Record<string, number>> {
    const wires: Record<string, number> = {};
    for (const [key, wire] of Object.entries(this.kind.wires)) {
      const number = this.given[key] ?? (wire.kind === "address" ? wire.allowed[0] : undefined);
      if (number !== undefined) wires[key] = number as number;
    }
    return wires;
  }

  /** Starts its random numbers anew. */
  seed(seed: number): void {
    this.random.seed(seed);
    this.chance.seed(seed + 0x9e3779b9);
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
    const value = valueAt(source, this.now / 1e6);
    checkQuantity(this.kind, name, value);
    return value;
  }

  /** A setting, or its usual value. */
  protected setting(name: string): boolean | number | string | undefined {
    const setting = this.kind.settings?.[name];
    const usual = setting && "usual" in setting ? setting.usual : undefined;
    return (this.given[name] ?? usual) as boolean | number | string | undefined;
  }

  /** Whether an access now meets a fault. Draws anew at each call. */
  protected failing(name: FaultName): boolean {
    return this.faults.meet(name, this.now) !== undefined;
  }

  /** Whether the part was without power since then (µs): alone, or with the board. */
  protected lostPower(since: number): boolean {
    return (
      this.faults.between("unplugged", since, this.now) ||
      this.board.downs.some(({ cause, at }) => cause === "brownout" && at >= since)
    );
  }

  /** How long something takes that should take `us`. */
  protected takes(us: number): number {
    return us * (this.faults.meet("slow", this.now)?.factor ?? 1);
  }
}
