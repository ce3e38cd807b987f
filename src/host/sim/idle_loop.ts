import type { Agenda, Clock } from "./clock.ts";
import type { HardwareTimer } from "./hw_timer.ts";
import { off } from "./power.ts";
import { EspruinoError, type Callback } from "./realm.ts";
import type { Timers } from "./timers.ts";

interface Parts {
  clock: Clock;
  agenda: Agenda;
  timers: Timers;
  timer: HardwareTimer;
  uncaught(error: unknown): void;
}

/** How often a program may read the clock in one go before it is taken to wait for time to pass. */
const FREE_READS = 1000;
/** What each further read costs, in µs. */
const READ_COST = 10;

/**
 * Espruino's idle loop: what happened at pins and in the hardware timer, then timers, then queued jobs such as those
 * of Promises; when nothing is left, time jumps to the next event.
 */
export class IdleLoop {
  private readonly events: (() => void)[] = [];
  private readonly jobs: Callback[] = [];
  /** Callbacks of the hardware timer that the running program has not been interrupted for yet. */
  private readonly interrupts: Callback[] = [];
  private interrupting = false;
  private reads = 0;

  constructor(private readonly parts: Parts) {}

  /** What ran will never come back. Says whether it was an interval, which is gone then. */
  interrupted(): boolean {
    this.interrupting = false;
    return this.parts.timers.interrupted();
  }

  /** Puts work for the next pass on the queue of events. */
  post(fn: () => void): void {
    this.events.push(fn);
  }

  /** Queues a job: a reaction of a Promise, or a listener that was told by `emit`. */
  queueJob(fn: Callback): void {
    this.jobs.push(fn);
  }

  /** The callback of a hardware timer is due. One that comes while another one runs is lost, as in the firmware. */
  interrupt(fn: Callback): void {
    if (this.interrupting) return;
    this.interrupts.push(fn);
    this.post(() => this.runInterrupts());
  }

  /** Calls a callback of the program; what it throws is printed and the board goes on. */
  call(fn: Callback, args: unknown[]): void {
    this.callPlain(fn, args, (error) => this.parts.uncaught(error));
  }

  callPlain(fn: Callback, args: unknown[], failed: (error: unknown) => void): void {
    this.reads = 0;
    if (this.parts.clock.stopped) return;
    try {
      Reflect.apply(fn, undefined, args);
    } catch (error) {
      if (!this.parts.clock.stopped) failed(error);
    }
  }

  /**
   * The wall clock in µs, as a program reads it. Time stands still while code runs; a program that reads the clock over
   * and over waits for it to move, so it does.
   */
  readClock(): number {
    if (++this.reads > FREE_READS) this.spend(READ_COST);
    return this.parts.clock.wall;
  }

  /** Lets time pass while the program runs. The hardware timer interrupts it. */
  spend(micros: number): void {
    const { clock } = this.parts;
    const end = clock.now + micros;
    if (clock.stopped) throw off();
    while (this.nextOutside() <= end && !clock.stopped) {
      this.stepOutside();
      this.runInterrupts();
    }
    if (clock.stopped) throw off();
    clock.advanceTo(Math.max(end, clock.now));
  }

  /** Waits in the middle of the program until the hardware timer has nothing left to do. */
  drainTimer(): void {
    const { clock, timer } = this.parts;
    while (timer.nextAt() < Infinity) {
      if (timer.endless)
        throw new EspruinoError(
          "waiting for the hardware timer would take for ever: one of its jobs repeats",
        );
      this.spend(timer.nextAt() - clock.now);
    }
  }

  /** When something will happen next: now, if work is queued. */
  nextAt(): number {
    if (this.events.length > 0 || this.jobs.length > 0) return this.parts.clock.now;
    return Math.min(this.nextOutside(), this.parts.timers.nextAt());
  }

  /** One step: a pass if there is work, else a jump to the next event. Says why to stop, or to go on. */
  turn(limit: number, until?: () => boolean): "on" | "idle" | "time" | "until" {
    const { clock } = this.parts;
    if (clock.stopped) return "idle";
    const next = this.nextAt();
    if (next === Infinity) {
      if (limit === Infinity) return "idle";
      clock.advanceTo(Math.max(limit, clock.now));
      return "idle";
    }
    if (next > limit) {
      clock.advanceTo(Math.max(limit, clock.now));
      return "time";
    }
    if (next > clock.now) clock.advanceTo(next);
    while (this.nextOutside() <= clock.now) this.stepOutside();
    this.pass();
    return until?.() ? "until" : "on";
  }

  private pass(): void {
    // Only what was there at the start: a flood of events must not keep timers from running.
    for (let left = this.events.length; left > 0; left--) (this.events.shift() as () => void)();
    this.parts.timers.pass();
    for (let job; (job = this.jobs.shift());) this.call(job, []);
  }

  private nextOutside(): number {
    return Math.min(this.parts.agenda.nextAt(), this.parts.timer.nextAt());
  }

  /** Lets the world outside or the hardware timer do its next thing, at its time. */
  private stepOutside(): void {
    const { clock, agenda, timer } = this.parts;
    const at = this.nextOutside();
    if (at > clock.now) clock.advanceTo(at);
    if (agenda.nextAt() <= timer.nextAt()) agenda.step();
    else timer.step();
  }

  private runInterrupts(): void {
    if (this.interrupting) return;
    const { reads } = this;
    this.interrupting = true;
    try {
      for (let fn; (fn = this.interrupts.shift());) this.call(fn, []);
    } finally {
      this.interrupting = false;
      this.reads = reads;
    }
  }
}
