import { micros, type Time } from "../devices/micros.ts";
import { type Edge, type Level, type SimPin } from "../pins.ts";
import { duration } from "../timeline.ts";
import { during, entries, failed, listed, stretch, type TimeWindow } from "./expecting.ts";

/** A time when a pin was at one level, from one edge to the next. */
export interface Pulse {
  /** When it began, in µs. */
  at: number;
  /** How long it was, in µs. */
  width: number;
}

export interface PulsesExpected extends TimeWindow {
  /** How many; left out: one or more. */
  count?: number;
  /** The level of the pulses. Default 1. */
  level?: Level;
  /** How long each is. */
  width?: Time;
  /** By how much each may be shorter or longer. Default: not at all. */
  tolerance?: Time;
}

/** A pin, to drive it as a finger or a part would, and to look at as with an oscilloscope. */
export class PinProbe {
  constructor(
    /** The pin of the board. */
    readonly pin: SimPin,
    private readonly now: () => number,
    /** The level at power-up. */
    private readonly first: Level | undefined,
  ) {}

  /** The level now; undefined: it floats. */
  get level(): Level | undefined {
    return this.pin.level;
  }

  /** The level at a virtual time that is past; undefined: it floated until then. */
  levelAt(time: Time): Level | undefined {
    const at = micros(time);
    if (at > this.now()) throw new RangeError(`${this.pin.name}: ${duration(at)} is yet to come`);
    const before = this.pin.edges.findLast((edge) => edge.at <= at);
    // Asked for all of the time, it says so if edges have been dropped.
    return before ? before.level : entries(this.pin.edges, stretch()) && this.first;
  }

  /** The changes of level in a stretch of time. */
  edges(window?: TimeWindow): Edge[] {
    return entries(this.pin.edges, stretch(window));
  }

  /** The pulses that began and ended in a stretch of time. */
  pulses({ level = 1, ...window }: TimeWindow & { level?: Level } = {}): Pulse[] {
    const edges = this.edges(window);
    return edges.flatMap(({ at, level: to }, i) =>
      to === level && i + 1 < edges.length ? [{ at, width: edges[i + 1].at - at }] : [],
    );
  }

  /** Drives the pin from outside, now or at a virtual time; undefined lets go of it. */
  drive(level: Level | undefined, at?: Time): void {
    this.pin.drive(level, at === undefined ? undefined : micros(at));
  }

  /** Drives the pin to a level for a while, now or at a virtual time, and lets go of it, as a finger on a button does. */
  pulse(level: Level, width: Time, at: Time = this.now()): void {
    this.drive(level, at);
    this.drive(undefined, micros(at) + micros(width));
  }

  /** Puts a voltage on the pin, from 0 to 1 of the supply, now or at a virtual time. */
  driveAnalog(fraction: number, at?: Time): void {
    this.pin.driveAnalog(fraction, at === undefined ? undefined : micros(at));
  }

  /** The level is this one, now or at a virtual time that is past. */
  expect(level: Level, at?: Time): void {
    const actual = at === undefined ? this.level : this.levelAt(at);
    if (actual === level) return;
    const seen = actual === undefined ? "floats" : `is ${actual}`;
    const message = `${this.pin.name} ${seen} at ${duration(at === undefined ? this.now() : micros(at))}, not ${level}`;
    failed(message + this.history(), { actual, expected: level });
  }

  /** The pin has changed its level so many times; with `level` only changes to that one count. */
  expectEdges(count: number, { level, ...window }: TimeWindow & { level?: Level } = {}): void {
    const edges = this.edges(window).filter((edge) => level === undefined || edge.level === level);
    if (edges.length === count) return;
    const kind = level === undefined ? "edges" : level === 1 ? "rising edges" : "falling edges";
    const message = `${this.pin.name} has ${edges.length} ${kind}${during(stretch(window))}, not ${count}`;
    failed(message + this.history(window), { actual: edges.length, expected: count });
  }

  /** There were pulses, all of this width. */
  expectPulses({ count, level = 1, width, tolerance = 0, ...window }: PulsesExpected = {}): void {
    const pulses = this.pulses({ level, ...window });
    const when = during(stretch(window));
    const kind = level === 1 ? "pulses" : "pulses to 0";
    if (count === undefined ? pulses.length === 0 : pulses.length !== count) {
      const wanted = count === undefined ? "some" : String(count);
      const message = `${this.pin.name} has ${pulses.length} ${kind}${when}, not ${wanted}`;
      const values = { actual: pulses.length, expected: count ?? "one or more" };
      failed(message + this.history(window), values);
    }
    if (width === undefined) return;
    const [wanted, off] = [micros(width), micros(tolerance)];
    const wrong = pulses.find((pulse) => Math.abs(pulse.width - wanted) > off);
    if (!wrong) return;
    const range = off === 0 ? duration(wanted) : `${duration(wanted)} ± ${duration(off)}`;
    const message = `the pulse of ${this.pin.name} at ${duration(wrong.at)} has ${duration(wrong.width)}, not ${range}`;
    failed(message + this.history(window), { actual: wrong.width, expected: wanted });
  }

  /** The pin puts out pulses now: `duty` from 0 to 1, `freq` in Hz. */
  expectPwm({ duty, freq }: { duty?: number; freq?: number }): void {
    const { pwm } = this.pin;
    const isDuty = duty === undefined || (pwm !== undefined && Math.abs(pwm.value - duty) <= 0.001);
    if (pwm && isDuty && (freq === undefined || pwm.freq === freq)) return;
    const seen = pwm ? `a duty of ${pwm.value} at ${pwm.freq ?? "?"} Hz` : "no pulses";
    const wanted = [duty === undefined ? "" : `a duty of ${duty}`, freq === undefined ? "" : `${freq} Hz`];
    const message = `${this.pin.name} puts out ${seen} at ${duration(this.now())}, not ${wanted.filter(Boolean).join(" at ") || "pulses"}`;
    failed(message, { actual: pwm, expected: { duty, freq } });
  }

  private history(window?: TimeWindow): string {
    const lines = this.edges(window).map(
      ({ at, level, by }) =>
        `${duration(at)}: ${level}, by the ${by === "board" ? "board" : "world outside"}`,
    );
    return listed(`edges of ${this.pin.name}`, lines);
  }
}
