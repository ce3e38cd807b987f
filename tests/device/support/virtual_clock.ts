import type { Clock } from "../../../src/host/clock.ts";

interface Timer {
  at: number;
  fn: () => void;
  background: boolean;
}

/**
 * Time that costs none: while somebody waits on this clock, it jumps to the next moment that anything is due at, as soon as all that could
 * happen until then has happened.
 *
 * What streams within the process do to each other is over when the event loop comes to its immediates. Files, sockets and processes are
 * not: who waits for these must not be waiting on this clock meanwhile.
 */
export class VirtualClock implements Clock {
  /** The same time for what has no end of its own, such as a board that is on: its being due alone does not make time pass. */
  readonly background: Clock = {
    now: () => this.time,
    after: (ms, fn) => this.add(ms, fn, true),
  };
  private time = 0;
  private readonly timers = new Set<Timer>();
  private stepping = false;

  now(): number {
    return this.time;
  }

  after(ms: number, fn: () => void): () => void {
    return this.add(ms, fn, false);
  }

  /** Lets so many ms pass at once, with what is due in them. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (let next; (next = this.next(end));) this.fire(next);
    this.time = end;
  }

  private add(ms: number, fn: () => void, background: boolean): () => void {
    const timer = { at: this.time + Math.max(ms, 0), fn, background };
    this.timers.add(timer);
    this.goOn();
    return () => this.timers.delete(timer);
  }

  /** The first timer that is due by then; of several at one moment, the one that was there first. */
  private next(end = Infinity): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.timers) if (timer.at <= end && (!first || timer.at < first.at)) first = timer;
    return first;
  }

  private fire(timer: Timer): void {
    this.timers.delete(timer);
    this.time = Math.max(this.time, timer.at);
    timer.fn();
  }

  /** One timer at a time, each followed by all that comes of it. */
  private goOn(): void {
    if (this.stepping) return;
    this.stepping = true;
    setImmediate(() => {
      this.stepping = false;
      if ([...this.timers].every(({ background }) => background)) return;
      try {
        this.fire(this.next()!);
      } finally {
        this.goOn();
      }
    });
  }
}
