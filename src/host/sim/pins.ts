import type { PinUse } from "../compiler/pins_rules.ts";
import type { Agenda, Clock } from "./clock.ts";
import { keepLast } from "./keep.ts";
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

/** Pulses on a pin. */
export interface Pulses {
  /** What part of the time the pin is high, from 0 to 1. */
  value: number;
  /** How many a second; undefined: the firmware's own choice. */
  freq: number | undefined;
}

/** A pin, from the board's description. */
export interface PinSpec {
  name: string;
  index: number;
  /** Why the pin cannot be used in a way and which ones can, or undefined: it can. */
  refusal: (use: PinUse) => string | undefined;
  /** What to tell people when a program uses the pin. */
  caution?: string | undefined;
  /** Espruino debounces watches of buttons. */
  button: boolean;
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

/** What a mode wants of the pin. */
function useOf(mode: string): PinUse {
  if (mode === "af_output") return "pwm";
  if (/output|opendrain/.test(mode)) return "output";
  return mode.startsWith("input_pull") ? "pull" : "input";
}

export function isLevel(value: unknown): value is Level {
  return value === 0 || value === 1;
}

/** One pin of the simulated board, seen from both sides: the program's, and that of what is soldered to it. */
export class SimPin {
  /** Every change of level since the start, as long as they are kept. */
  readonly edges: Edge[] = [];
  /** What `analogWrite` has set and nothing has ended since. */
  pwm: Pulses | undefined;
  /** All that `analogWrite` has set since the start, each with its time; undefined where something else ended it. */
  readonly pwmTrace: { at: number; pwm: Pulses | undefined }[] = [];
  mode: string | undefined;
  /** Set when `pinMode` was called: then reading and writing leave the mode alone. */
  manual = false;
  /** Set by the board: tells whoever runs it, once, that the pin is not free for everything. */
  onCaution: ((text: string) => void) | undefined;
  private owner: string | undefined;
  private overridden = false;
  private out: Level = 0;
  private outside: Level | undefined;
  private voltage: number | ((at: number) => number) | undefined;
  private last: Level | undefined;
  private readonly watchers = new Set<(edge: Edge) => void>();

  constructor(
    readonly spec: PinSpec,
    private readonly clock: Clock,
    private readonly agenda: Agenda,
    private readonly keep: number,
  ) {
    this.last = this.level;
  }

  get name(): string {
    return this.spec.name;
  }

  /** Level of the pin now; undefined when it floats. */
  get level(): Level | undefined {
    const mode = this.overridden ? "input_pullup" : this.mode;
    if (mode === "output" || mode === "af_output") return this.out;
    if (mode?.includes("opendrain") && this.out === 0) return 0;
    if (this.outside !== undefined) return this.outside;
    if (mode?.endsWith("pullup")) return 1;
    if (mode?.endsWith("pulldown")) return 0;
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

  /**
   * Puts a voltage on the pin, as a fraction (0 up to 1) of the supply or a function that gives one for a virtual time in
   * µs, now or at virtual time `at` (µs).
   */
  driveAnalog(fraction: number | ((at: number) => number) | undefined, at = this.clock.now): () => void {
    if (typeof fraction === "number") this.checkFraction(fraction);
    return this.schedule(at, () => {
      this.voltage = fraction;
    });
  }

  /** The board is off: it lets go of the pin. */
  powerOff(): void {
    this.mode = this.owner = undefined;
    this.manual = this.overridden = false;
    this.out = 0;
    if (this.pwm) this.pulse(undefined);
    this.changed("outside");
  }

  /** Level as an instrument outside sees it; undefined when the pin floats. */
  read(): Level | undefined {
    return this.level;
  }

  /**
   * The first `setWatch` of a pin. As the firmware of an ESP32 it makes an input with a pull-up of what the program has
   * made something else, which `getPinMode` does not tell, until the next `pinMode`.
   */
  beginWatch(): void {
    this.overridden = this.manual && this.mode !== "input";
  }

  /** Calls `fn` at each change of level. Returns a function that ends it. */
  watch(fn: (edge: Edge) => void): () => void {
    this.watchers.add(fn);
    return () => this.watchers.delete(fn);
  }

  /** `pinMode`, as the program calls it. */
  setMode(mode: unknown, automatic: boolean): void {
    // So a program takes a pin from a bus, to free one that hangs for instance.
    if (!automatic && /^(input|opendrain)/.test(String(mode))) this.owner = undefined;
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
    this.check("output");
    this.out = level;
    if (this.pwm) this.pulse(undefined);
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

  /**
   * Some other part of the chip takes the pin to drive it, until {@link release}.
   *
   * @param what such as "drive an I2C bus"
   * @param user who keeps it to himself, such as "I2C1 (SDA)"; left out: nobody
   */
  claim(what: string, user?: string): void {
    if (user !== undefined && this.owner === user) return;
    this.check();
    if (this.spec.refusal("output")) throw new EspruinoError(`${this.name} is input only: it cannot ${what}`);
    if (user !== undefined && this.manual && this.mode === "output")
      throw new EspruinoError(`${this.name} cannot be of ${user}: the program has made it an output`);
    this.owner = user;
  }

  /** Gives up what was claimed. */
  release(user: string): void {
    if (this.owner === user) this.owner = undefined;
  }

  /** `analogRead`. */
  analog(): number {
    this.check("adc");
    if (this.manual && this.mode === "output")
      throw new EspruinoError(`${this.name} is an output, there is no voltage to read on it`);
    if (!this.manual) this.enter("analog");
    if (this.voltage === undefined) {
      throw new EspruinoError(
        `no voltage is on ${this.name} of the simulated board: drive one with pins.${this.name}.driveAnalog(fraction)`,
      );
    }
    const { voltage } = this;
    const fraction = typeof voltage === "number" ? voltage : this.checkFraction(voltage(this.clock.now));
    // A converter of 12 bits, of which full scale is 4095 of 4096.
    return Math.min(Math.floor(fraction * 4096), 4095) / 4096;
  }

  /** `analogWrite`; undefined: something else has ended the pulses. */
  pulse(pwm: Pulses | undefined): void {
    this.pwm = pwm;
    keepLast(this.pwmTrace, { at: this.clock.now, pwm }, this.keep);
  }

  private checkFraction(fraction: number): number {
    if (!(fraction >= 0 && fraction <= 1))
      throw new RangeError(
        `analog level of ${this.name} is a fraction of the supply from 0 to 1, not ${fraction}`,
      );
    return fraction;
  }

  private enter(mode: string): void {
    this.check(useOf(mode));
    this.mode = mode;
    this.overridden = false;
    this.changed("board");
  }

  private check(use: PinUse = "input"): void {
    const refusal = this.spec.refusal(use);
    if (refusal !== undefined) throw new EspruinoError(refusal);
    if (this.owner !== undefined)
      throw new EspruinoError(`${this.name} is in use as ${this.owner}: it cannot be anything else`);
    if (this.spec.caution !== undefined) this.onCaution?.(this.spec.caution);
    this.onCaution = undefined;
  }

  private schedule(at: number, fn: () => void): () => void {
    if (at > this.clock.now) return this.agenda.add(at, fn);
    if (at < this.clock.now)
      throw new RangeError(`${this.name}: ${at} µs is past, it is ${this.clock.now} µs`);
    fn();
    return () => undefined;
  }

  private changed(by: Edge["by"]): void {
    if (by === "board" && this.clock.stopped) return;
    const level = this.level;
    if (level === this.last) return;
    this.last = level;
    if (level === undefined) return;
    const edge: Edge = { at: this.clock.now, level, by };
    keepLast(this.edges, edge, this.keep);
    for (const fn of [...this.watchers]) fn(edge);
  }
}
