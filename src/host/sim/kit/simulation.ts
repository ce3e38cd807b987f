import type { SimBoard } from "../board.ts";
import { micros, type Time } from "../devices/micros.ts";
import type { Part } from "../devices/part.ts";
import type { ConsoleLine, RunResult } from "../options.ts";
import type { Level } from "../pins.ts";
import { duration } from "../timeline.ts";
import { describeUnawaited } from "../unawaited.ts";
import { during, entries, failed, listed, stretch, type TimeWindow } from "./expecting.ts";
import { I2CProbe } from "./i2c_probe.ts";
import { PinProbe } from "./pin_probe.ts";
import { transcript } from "./transcript.ts";

/** What `Simulation` is made of. */
export interface SimulationSetup {
  /** With all parts on it and nothing loaded. */
  board: SimBoard;
  /** Loads the program. */
  load: () => void;
  parts: readonly Part[];
  named: ReadonlyMap<string, Part>;
  /** Whether an exception that the program does not catch fails the test. */
  strict: boolean;
}

/** How long `until` and `finish` wait unless said otherwise. */
const LIMIT = "60s";

/**
 * A program on a simulated board, with its time in your hand. Get one from `simulate`.
 *
 * Times are virtual: µs, or text such as "10s", "500ms" or "7d", since power-up. The program starts with the first call that
 * lets time pass. What begins with `expect` throws an AssertionError of `node:assert` that says what was seen instead.
 */
export class Simulation {
  readonly board: SimBoard;
  /** How the last call that let time pass came to its end; undefined: there was none. */
  end: RunResult | undefined;
  private readonly setup: SimulationSetup;
  private readonly probes = new Map<number, PinProbe>();
  private readonly levels: ReadonlyMap<string, Level | undefined>;
  private started = false;
  /** The console's lines that `until` has not looked at begin after this one. */
  private last: ConsoleLine | undefined;
  /** What a function of `at` has thrown. */
  private thrown: { error: unknown } | undefined;

  constructor(setup: SimulationSetup) {
    this.setup = setup;
    this.board = setup.board;
    this.levels = new Map(Object.entries(this.board.pins).map(([name, pin]) => [name, pin.level]));
  }

  /** Virtual time in µs. */
  get now(): number {
    return this.board.clock.now;
  }

  /** The lines on the console, each with its time in µs. */
  get prints(): readonly ConsoleLine[] {
    return this.board.console;
  }

  /** The lines on the console, without their times. */
  get lines(): string[] {
    return this.prints.map(({ text }) => text);
  }

  /** All that can be seen of the run, in order of time, as text. The same program, parts and seed give the same. */
  get transcript(): string {
    return transcript(this.board);
  }

  /** A pin by the number of its GPIO. */
  pin(gpio: number): PinProbe {
    const known = this.probes.get(gpio);
    if (known) return known;
    const pin = this.board.pins[`D${gpio}`];
    if (!pin) throw new RangeError(`${this.board.description.title} has no GPIO ${gpio}`);
    const probe = new PinProbe(pin, () => this.now, this.levels.get(pin.name));
    this.probes.set(gpio, probe);
    return probe;
  }

  /** An I2C bus by Espruino's number for it: 1 is I2C1. */
  i2c(number: number): I2CProbe {
    return new I2CProbe(this.board.i2c(number));
  }

  /** A part by the name that its file gives it, or by what is printed on it. */
  part(name: string): Part {
    const { parts, named } = this.setup;
    const [part, second] = named.has(name)
      ? [named.get(name)]
      : parts.filter(({ kind }) => kind.name === name);
    if (part && !second) return part;
    const known = [...named.keys(), ...parts.map(({ kind }) => kind.name)].join(", ");
    throw new RangeError(
      `there ${second ? "are several" : "is no"} "${name}" on the board (parts: ${known})`,
    );
  }

  /** Does something at a virtual time, before what the program does then. */
  at(time: Time, fn: (sim: this) => void): this {
    this.board.at(micros(time), () => {
      if (this.thrown) return;
      try {
        fn(this);
      } catch (error) {
        // Thrown here it might end in a catch of the program.
        this.thrown = { error };
      }
    });
    return this;
  }

  /** Lets time pass. */
  advance(time: Time): this {
    this.go(micros(time), () => false);
    return this;
  }

  /**
   * Lets time pass until the program has printed a line that is this text, or matches, or until a function says so. Gives
   * the line. Of lines it takes the first after the one that was found last, even if it has been printed already.
   *
   * @throws AssertionError if that does not come in time
   */
  until(what: string | RegExp, limit?: Time): ConsoleLine;
  until(what: () => boolean, limit?: Time): undefined;
  until(what: string | RegExp | (() => boolean), limit: Time = LIMIT): ConsoleLine | undefined {
    const start = this.now;
    let found: ConsoleLine | undefined;
    let tail: ConsoleLine | undefined;
    const isPrinted = (): boolean => {
      const newest = this.prints.at(-1);
      if (newest !== tail)
        found = this.linesAfter().find(({ text }) => matches(text, what as string | RegExp));
      tail = newest;
      return found !== undefined;
    };
    const isDone = typeof what === "function" ? what : isPrinted;
    if (!isDone()) this.go(micros(limit), isDone);
    // The end may have come in the last moment.
    if (!isDone()) {
      const wanted =
        typeof what === "function" ? "what was waited for did not come" : `no line ${show(what)} came`;
      const why = this.end?.reason === "idle" || this.end?.reason === "stalled" ? this.ending() : "";
      const message = `${wanted} in ${duration(micros(limit))}, from ${duration(start)} on${why}`;
      failed(message + listed("lines", this.prints.map(lineText)), { expected: what });
    }
    if (found) this.last = found;
    return found;
  }

  /**
   * Lets time pass until nothing is left that could happen by itself.
   *
   * @throws AssertionError if that does not come in time
   */
  finish(limit: Time = LIMIT): RunResult {
    const result = this.go(micros(limit), () => false);
    if (result.reason === "time")
      failed(`the program has not come to its end after ${duration(micros(limit))}` + this.lastLines());
    return result;
  }

  /** A line that is this text, or matches, was printed. Gives the first one. */
  expectPrint(what: string | RegExp, window?: TimeWindow): ConsoleLine {
    const lines = entries(this.prints, stretch(window));
    const found = lines.find(({ text }) => matches(text, what));
    if (found) return found;
    const message = `no line ${show(what)} was printed${during(stretch(window))}`;
    failed(message + listed("lines", lines.map(lineText)), { expected: what });
  }

  /** No line that is this text, or matches, was printed. */
  expectNoPrint(what: string | RegExp, window?: TimeWindow): void {
    const found = entries(this.prints, stretch(window)).find(({ text }) => matches(text, what));
    if (found) failed(`a line ${show(what)} was printed: ${lineText(found)}`, { actual: found.text });
  }

  /** How the program has ended: see `RunResult`. */
  expectEnd(reason: RunResult["reason"]): void {
    const actual = this.end?.reason;
    if (actual === reason) return;
    const message = `the program has come to "${actual ?? "nothing yet"}", not to "${reason}"${this.ending()}`;
    failed(message, { actual, expected: reason });
  }

  /**
   * Nothing is wrong with the program that a simulator can tell: all coroutines were awaited, no exception was left
   * uncaught, no task waits for ever, no part was used in a way that it does not know.
   */
  expectClean(): void {
    const { board } = this;
    const faults = [
      ...board.console.filter(({ kind }) => kind === "uncaught").map(lineText),
      ...board.unawaited.map(describeUnawaited),
      ...board.remarks,
    ];
    if (this.end?.reason === "stalled") faults.push(this.end.message);
    if (faults.length > 0)
      failed("the program is not clean" + listed("what was found", faults), { actual: faults, expected: [] });
  }

  private go(time: number, until: () => boolean): RunResult {
    if (!this.started) {
      this.started = true;
      this.setup.load();
    }
    const { board } = this;
    const seen = board.console.at(-1);
    const result = board.run({ for: time, until: () => this.thrown !== undefined || until() });
    this.end = result;
    if (this.thrown) {
      const { error } = this.thrown;
      this.thrown = undefined;
      throw error;
    }
    if (result.reason === "busy") failed(result.message + this.lastLines());
    const fresh = seen ? board.console.slice(board.console.lastIndexOf(seen) + 1) : board.console;
    const uncaught = this.setup.strict ? fresh.find(({ kind }) => kind === "uncaught") : undefined;
    if (uncaught)
      failed(`the program did not catch an exception: ${lineText(uncaught)}`, { actual: uncaught.text });
    return result;
  }

  private linesAfter(): readonly ConsoleLine[] {
    const { last, prints } = this;
    return last ? prints.slice(prints.lastIndexOf(last) + 1) : prints;
  }

  private ending(): string {
    const { end } = this;
    if (!end) return "";
    return `\n${end.message || (end.reason === "idle" ? "the program has ended" : "")}`.trimEnd();
  }

  private lastLines(): string {
    return listed("lines", this.prints.map(lineText));
  }
}

function matches(text: string, what: string | RegExp): boolean {
  return typeof what === "string"
    ? text === what
    : new RegExp(what.source, what.flags.replace(/[gy]/g, "")).test(text);
}

function show(what: string | RegExp): string {
  return typeof what === "string" ? JSON.stringify(what) : String(what);
}

function lineText({ at, text }: ConsoleLine): string {
  return `${duration(at)}: ${text}`;
}
