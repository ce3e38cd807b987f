import { micros, type Time } from "./micros.ts";
import type { Random } from "./random.ts";

/**
 * What can be wrong with a part:
 * - unplugged: no wire of it is connected
 * - nack: it does not acknowledge, or does not answer this once
 * - stuck: it holds a line of its bus low
 * - checksum: a bit of what it sends is wrong
 * - slow: it takes longer than its data sheet says
 * - noise: there are edges on its line that it has not sent
 */
export type FaultName = "unplugged" | "nack" | "stuck" | "checksum" | "slow" | "noise";

/** When a fault is there: all the time unless said otherwise. */
export interface FaultWindow {
  /** When it begins. Default: at once. */
  from?: Time;
  /** When it is gone. Default: never. */
  to?: Time;
  /** How likely an access to the part meets it, from 0 to 1; drawn by the part's seed. Default 1: each does. */
  probability?: number;
  /** For `slow`: how many times as long. Default 10. */
  factor?: number;
}

interface Window {
  from: number;
  to: number;
  probability: number;
  factor: number;
}

/** The faults of one part. */
export class Faults {
  private readonly windows = new Map<FaultName, Window[]>();

  constructor(
    private readonly random: Random,
    private readonly known: readonly FaultName[],
    private readonly part: string,
  ) {}

  add(name: FaultName, { from = 0, to, probability = 1, factor = 10 }: FaultWindow = {}): void {
    if (!this.known.includes(name))
      throw new RangeError(`${this.part} cannot have the fault "${name}" (faults: ${this.known.join(", ")})`);
    if (!(probability >= 0 && probability <= 1))
      throw new RangeError(`${this.part}, ${name}: a probability is from 0 to 1, not ${probability}`);
    if (!(factor > 0)) throw new RangeError(`${this.part}, ${name}: a factor is above 0, not ${factor}`);
    const window = { from: micros(from), to: to === undefined ? Infinity : micros(to), probability, factor };
    if (window.to <= window.from)
      throw new RangeError(`${this.part}, ${name}: it is to end at ${window.to} µs, before it begins`);
    const list = this.windows.get(name) ?? [];
    this.windows.set(name, [...list, window]);
  }

  /** Ends a fault at this virtual time (µs), whatever was planned. */
  end(name: FaultName, at: number): void {
    const list = this.windows.get(name) ?? [];
    this.windows.set(
      name,
      list.filter(({ from }) => from < at).map((window) => ({ ...window, to: Math.min(window.to, at) })),
    );
  }

  /** Whether a fault that every access meets was there at some time between `since` and `now` (µs). */
  between(name: FaultName, since: number, now: number): boolean {
    return (this.windows.get(name) ?? []).some(
      ({ from, to, probability }) => probability === 1 && from < now && to > since,
    );
  }

  /** The fault that an access at this virtual time (µs) meets. Each call draws anew. */
  meet(name: FaultName, at: number): { factor: number } | undefined {
    return this.windows
      .get(name)
      ?.find(
        ({ from, to, probability }) =>
          at >= from && at < to && (probability === 1 || this.random.next() < probability),
      );
  }
}
