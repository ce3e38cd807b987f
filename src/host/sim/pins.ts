import type { Agenda, Clock } from "./clock.ts";
import { EspruinoError } from "./realm.ts";

export type Level = 0 | 1;

/** A change of a pin's level, as an oscilloscope would show it. */
export interface Edge {
  /** Virtual time in µs. */
  at: number;
  level: Level;
  /** Who changed it: the program or the world outside. */
  by: "board" | "outside";
}

/** What a pin can do, from the board's description. */
export interface PinSpec {
  name: string;
  index: number;
  /** No output stage. */
  inputOnly: boolean;
  /** Has internal pull-up and pull-down resistors. */
  pulls: boolean;
  analog: boolean;
  /** Espruino debounces watches of buttons. */
  button: boolean;
  /** Why a program must not touch it. */
  forbidden?: string;
  /** Level an outside resistor holds it at, as with a button. */
  rest?: Level;
}

const MODES = [
  "analog",
  "input",
  "input_pullup",
  "input_pulldown",
  "output",
  "opendrain",
  "opendrain_pullup",
  "af_output",
  "af_opendrain",
];

export function isLevel(value: unknown): value is Level {
  return value === 0 || value === 1;
}

/** One pin of the simulated board, seen from both sides: the program's, and that of what is soldered to it. */
export class SimPin {
  /** Every change of level since the start. */
  readonly edges: Edge[] = [];
  /** What `analogWrite` set last. */
  pwm?: { value: number; freq: number | undefined };
  mode: string | undefined;
  /** Set when `pinMode` was called: then reading and writing leave the mode alone. */
  manual = false;
  private out: Level = 0;
  private outside: Level | undefined;
  private voltage: number | undefined;
  private last: Level | undefined;
  private readonly watchers = new Set<(edge: Edge) => void>();

  constructor(
    readonly spec: PinSpec,
    private readonly clock: Clock,
    private readonly agenda: Agenda,
  ) {
    this.last = this.level;
  }

  get name(): string {
    return this.spec.name;
  }

  /** Level of the pin now; undefined when it floats. */
  get level(): Level | undefined {
    if (this.mode === "output" || this.mode === "af_output") return this.out;
    if (this.mode?.includes("opendrain") && this.out === 0) return 0;
    if (this.outside !== undefined) return this.outside;
    if (this.mode?.endsWith("pullup")) return 1;
    if (this.mode?.endsWith("pulldown")) return 0;
    return this.spec.rest;
  }

  /**
   * Drives the pin from outside to `level`, now or at virtual time `at` (µs); undefined lets go of it.
   * Returns a function that takes a scheduled change back.
   */
  drive(level: Level | undefined, at = this.clock.now): () => void {
    return this.schedule(at, () => {
      this.outside = level;
      this.changed("outside");
    });
  }

  /** Puts a voltage on the pin, as a fraction (0 up to 1) of the supply, now or at virtual time `at` (µs). */
  driveAnalog(fraction: number | undefined, at = this.clock.now): () => void {
    if (fraction !== undefined && !(fraction >= 0 && fraction <= 1))
      throw new RangeError(
        `analog level of ${this.name} is a fraction of the supply from 0 to 1, not ${fraction}`,
      );
    return this.schedule(at, () => {
      this.voltage = fraction;
    });
  }

  /** Level as an instrument outside sees it; undefined when the pin floats. */
  read(): Level | undefined {
    return this.level;
  }

  /** Calls `fn` at each change of level. Returns a function that ends it. */
  watch(fn: (edge: Edge) => void): () => void {
    this.watchers.add(fn);
    return () => this.watchers.delete(fn);
  }

  /** `pinMode`, as the program calls it. */
  setMode(mode: unknown, automatic: boolean): void {
    this.check();
    if (mode === undefined || mode === "auto") {
      this.manual = false;
      return;
    }
    if (typeof mode !== "string" || !MODES.includes(mode)) {
      this.manual = false;
      throw new EspruinoError("Unknown pin mode");
    }
    this.manual = !automatic;
    this.enter(mode);
  }

  /** `digitalWrite`. */
  write(level: Level): void {
    this.check();
    if (this.spec.inputOnly) throw new EspruinoError(`${this.name} is input only: it has no output stage`);
    this.out = level;
    if (!this.manual) this.enter("output");
    this.changed("board");
  }

  /** Sets the output register alone, as the hardware timer does. */
  latch(level: Level): void {
    this.out = level;
    this.changed("board");
  }

  /** Level in the output register. */
  get latched(): Level {
    return this.out;
  }

  /** `digitalRead`. Like Espruino it turns the pin into an input unless `pinMode` was called before. */
  digital(): Level {
    this.check();
    if (!this.manual) this.enter("input");
    const level = this.level;
    if (level === undefined) {
      throw new EspruinoError(
        `${this.name} floats: nothing drives it on the simulated board and it has no pull resistor` +
          (this.manual ? "" : " (digitalRead made it an input, since pinMode was not called before)"),
      );
    }
    return level;
  }

  /** `setWatch` looks at the level too, but a floating pin is no error there. */
  peek(): Level | undefined {
    this.check();
    if (!this.manual) this.enter("input");
    return this.level;
  }

  /** `analogRead`. */
  analog(): number {
    this.check();
    if (!this.spec.analog) throw new EspruinoError(`${this.name} has no analog input that Espruino supports`);
    if (!this.manual) this.enter("analog");
    if (this.voltage === undefined) {
      throw new EspruinoError(
        `no voltage is on ${this.name} of the simulated board: drive one with pins.${this.name}.driveAnalog(fraction)`,
      );
    }
    // A converter of 12 bits, of which full scale is 4095 of 4096.
    return Math.min(Math.floor(this.voltage * 4096), 4095) / 4096;
  }

  private enter(mode: string): void {
    if (this.spec.inputOnly && /output|opendrain/.test(mode))
      throw new EspruinoError(`${this.name} is input only: it has no output stage`);
    if (!this.spec.pulls && /^input_pull/.test(mode))
      throw new EspruinoError(`${this.name} has no internal pull resistors`);
    this.mode = mode;
    this.changed("board");
  }

  private check(): void {
    if (this.spec.forbidden)
      throw new EspruinoError(`${this.name} is not for programs: ${this.spec.forbidden}`);
  }

  private schedule(at: number, fn: () => void): () => void {
    if (at > this.clock.now) return this.agenda.add(at, fn);
    if (at < this.clock.now)
      throw new RangeError(`${this.name}: ${at} µs is past, it is ${this.clock.now} µs`);
    fn();
    return () => undefined;
  }

  private changed(by: Edge["by"]): void {
    const level = this.level;
    if (level === this.last) return;
    this.last = level;
    if (level === undefined) return;
    const edge: Edge = { at: this.clock.now, level, by };
    this.edges.push(edge);
    for (const fn of [...this.watchers]) fn(edge);
  }
}
