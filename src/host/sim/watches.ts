import type { Clock } from "./clock.ts";
import type { Level, SimPin } from "./pins.ts";
import type { Timer, Timers } from "./timers.ts";

/** What a watch hands to its callback; times in seconds of the wall clock. */
export interface WatchEvent {
  state: boolean;
  time: number;
  lastTime: number | undefined;
  pin: SimPin;
}

export interface WatchOptions {
  repeat: boolean;
  edge: "rising" | "falling" | "both";
  /** µs. */
  debounce: number;
}

interface Watch extends WatchOptions {
  id: number;
  pin: SimPin;
  run: (event: WatchEvent) => void;
  state: boolean;
  lastTime: number | undefined;
  timer?: Timer | undefined;
  unsubscribe: () => void;
}

/** `setWatch`: an edge is stamped when it happens and handled by the idle loop. */
export class Watches {
  private list: Watch[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly timers: Timers,
    /** Puts work on the queue of the idle loop. */
    private readonly post: (fn: () => void) => void,
  ) {}

  /** Pins that a program waits on. */
  get pins(): SimPin[] {
    return [...new Set(this.list.map((watch) => watch.pin))];
  }

  get ids(): number[] {
    return this.list.map(({ id }) => id);
  }

  add(pin: SimPin, options: WatchOptions, run: (event: WatchEvent) => void): number {
    const state = pin.peek() === 1;
    if (!this.pins.includes(pin)) pin.beginWatch();
    const id = (this.list.at(-1)?.id ?? 0) + 1;
    const watch: Watch = {
      ...options,
      id,
      pin,
      run,
      state,
      lastTime: undefined,
      unsubscribe: () => undefined,
    };
    watch.unsubscribe = pin.watch(({ at, level }) => {
      // The stamp is taken here; setTime may move the wall clock before the idle loop comes round.
      const wall = this.clock.wall;
      this.post(() => {
        if (this.list.includes(watch)) this.edge(watch, level, at, wall);
      });
    });
    this.list.push(watch);
    return id;
  }

  clear(id: unknown): void {
    for (const watch of this.list.filter((other) => other.id === Number(id))) this.delete(watch);
  }

  clearAll(): void {
    for (const watch of [...this.list]) this.delete(watch);
  }

  private edge(watch: Watch, level: Level, at: number, wall: number): void {
    const state = level === 1;
    if (watch.debounce <= 0) {
      watch.state = state;
      this.report(watch, state, wall);
      return;
    }
    const timer = watch.timer;
    if (timer) {
      const late = at > timer.due && state !== watch.state;
      const due = timer.due;
      timer.due = at + watch.debounce;
      if (late) {
        // The level had settled before this edge, but the idle loop was busy at the time.
        this.timers.delete(timer);
        watch.timer = undefined;
        watch.state = state;
        this.report(watch, state, wall - at + due - watch.debounce);
      } else timer.run = () => this.settled(watch, state);
    } else if (state !== watch.state) {
      watch.timer = this.timers.addDebounce(at + watch.debounce, () => this.settled(watch, state));
    }
  }

  private settled(watch: Watch, state: boolean): void {
    const due = (watch.timer as Timer).due;
    watch.timer = undefined;
    if (watch.state === state) return;
    watch.state = state;
    this.report(watch, state, this.clock.wall - this.clock.now + due - watch.debounce);
  }

  private report(watch: Watch, state: boolean, wall: number): void {
    const time = wall / 1e6;
    const wanted = watch.edge === "both" || (watch.edge === "rising") === state;
    if (wanted) {
      watch.run({ state, time, lastTime: watch.lastTime, pin: watch.pin });
      if (!watch.repeat) this.delete(watch);
    }
    watch.lastTime = time;
  }

  private delete(watch: Watch): void {
    watch.unsubscribe();
    if (watch.timer) this.timers.delete(watch.timer);
    this.list = this.list.filter((other) => other !== watch);
  }
}
