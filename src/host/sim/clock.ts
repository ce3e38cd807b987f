/** Virtual time of the board, in whole µs. It stands still while code runs and jumps when the board is idle. */
export class Clock {
  /** True while the board is off: then nothing that its program does has an effect. */
  stopped = false;
  private time = 0;
  private wallOffset: number;

  /** `epoch`: what the wall clock shows at time 0, in µs. */
  constructor(epoch = 0) {
    this.wallOffset = epoch;
  }

  /** µs since the board was started. Never goes backwards, whatever the program does to the wall clock. */
  get now(): number {
    return this.time;
  }

  /** Wall clock in µs. */
  get wall(): number {
    return this.time + this.wallOffset;
  }

  set wall(time: number) {
    this.wallOffset = Math.trunc(time) - this.time;
  }

  advanceTo(time: number): void {
    if (!(time >= this.time)) throw new RangeError(`time cannot go back from ${this.time} to ${time} µs`);
    this.time = time;
  }
}

interface Entry {
  at: number;
  fn: () => void;
}

/** What the world outside the board will do, in order of time and then of scheduling. */
export class Agenda {
  private readonly entries: Entry[] = [];

  /** Returns a function that takes the entry out again. */
  add(time: number, fn: () => void): () => void {
    // Some are sums of fractions, such as bits of a serial port.
    const at = Math.round(time);
    const entry = { at, fn };
    let i = this.entries.length;
    while (i > 0 && this.entries[i - 1].at > at) i--;
    this.entries.splice(i, 0, entry);
    return () => {
      const place = this.entries.indexOf(entry);
      if (place >= 0) this.entries.splice(place, 1);
    };
  }

  nextAt(): number {
    return this.entries[0]?.at ?? Infinity;
  }

  /** Does the first entry. */
  step(): void {
    this.entries.shift()?.fn();
  }
}
