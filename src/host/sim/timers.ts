import type { Clock } from "./clock.ts";
import { EspruinoError } from "./realm.ts";

interface Timer {
  id: number;
  due: number;
  /** µs; undefined: once. */
  interval: number | undefined;
  run: () => void;
  /** Belongs to a watch that waits for bounces to end; `clearTimeout()` leaves it. */
  debounce: boolean;
}

/** Longest interval in ms: 100 years. */
const LONGEST = 3153600000000;

/** ms as Espruino turns them into µs: at least 0.1 ms, fractions of a µs cut. */
export function toMicros(ms: number): number {
  return Math.trunc((Number.isNaN(ms) || ms < 0.1 ? 0.1 : ms) * 1000);
}

/**
 * `setTimeout` and `setInterval`: serviced by the idle loop, and of those that are overdue then, first added goes
 * first, whatever their deadlines.
 */
export class Timers {
  /** In order of adding, which is also the order of ids. */
  private list: Timer[] = [];
  private changed = false;
  /** The timer whose callback runs. */
  private running: Timer | undefined;

  constructor(private readonly clock: Clock) {}

  add(run: () => void, ms: number, repeat: boolean): number {
    if (ms > LONGEST) throw new EspruinoError("Interval is too long (>100 years)");
    const interval = toMicros(ms);
    const id = this.insert(this.clock.now + interval, repeat ? interval : undefined, run, false);
    this.changed = true;
    return id;
  }

  /** Of all that are set, those of watches too. */
  get ids(): number[] {
    return this.list.map(({ id }) => id);
  }

  /** Adds the timer by which a watch waits for bounces to end. */
  addDebounce(due: number, run: () => void): Timer {
    this.insert(due, undefined, run, true);
    return this.list.at(-1) as Timer;
  }

  /** The callback that ran will never come back: its timer is gone. Says whether it was to run again. */
  interrupted(): boolean {
    const { running } = this;
    this.running = undefined;
    if (running) this.delete(running);
    return running?.interval !== undefined;
  }

  delete(timer: Timer): void {
    this.list = this.list.filter((other) => other !== timer);
  }

  clear(id: unknown): void {
    this.list = this.list.filter((timer) => timer.id !== Number(id));
    this.changed = true;
  }

  clearAll(): void {
    this.list = this.list.filter((timer) => timer.debounce);
    this.changed = true;
  }

  change(id: unknown, ms: number): void {
    const timer = this.list.find((other) => other.id === Number(id));
    if (!timer) throw new EspruinoError("Unknown Interval");
    timer.interval = toMicros(ms);
    timer.due = this.clock.now + timer.interval;
    this.changed = true;
  }

  nextAt(): number {
    return Math.min(...this.list.map((timer) => timer.due));
  }

  /** One pass of the idle loop. Returns true if anything ran. */
  pass(): boolean {
    const now = this.clock.now;
    let ran = false;
    do {
      this.changed = false;
      for (let i = 0; i < this.list.length && !this.changed; i++) {
        const timer = this.list[i];
        if (timer.due > now) continue;
        ran = true;
        this.running = timer;
        timer.run();
        this.running = undefined;
        // Looked at only now: the callback may have changed its own interval.
        if (timer.interval === undefined) {
          const place = this.list.indexOf(timer);
          if (place >= 0) this.list.splice(place, 1);
          i = Math.min(i, place < 0 ? i : place) - 1;
        } else timer.due += timer.interval;
      }
    } while (this.changed);
    return ran;
  }

  private insert(due: number, interval: number | undefined, run: () => void, debounce: boolean): number {
    // Ids are used again once the timers with the highest ones are gone.
    const id = (this.list.at(-1)?.id ?? 0) + 1;
    this.list.push({ id, due, interval, run, debounce });
    return id;
  }
}

export type { Timer };
