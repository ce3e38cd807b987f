import type { Clock } from "./clock.ts";
import { EspruinoError, type Callback } from "./realm.ts";
import type { Level, SimPin } from "./pins.ts";

/** Slots of the firmware's table, one of which its ring cannot use. */
export const TIMER_SLOTS = 16;
/** The shortest time that the hardware can be set to, in µs. */
export const TIMER_MIN = 30;

export type TimerJob = { type: "EXEC"; fn: Callback } | { type: "SET"; pins: SimPin[]; value: number };

interface Slot {
  id: number;
  job: TimerJob;
  due: number;
  /** µs; 0: once. */
  interval: number;
  finished: boolean;
}

/**
 * The utility timer behind `require("timer")` and `digitalPulse`: it interrupts the running program.
 *
 * A slot whose EXEC job is over, or was removed, stays taken until the idle loop has cleaned up.
 */
export class HardwareTimer {
  private readonly slots: (Slot | undefined)[] = new Array<Slot | undefined>(TIMER_SLOTS).fill(undefined);
  /** Slots that run, by time. */
  private queue: Slot[] = [];

  constructor(
    private readonly clock: Clock,
    /** Called when the callback of an EXEC job is due. */
    private readonly interrupt: (fn: Callback) => void,
    /** Called when a slot waits for the idle loop to clean up. */
    private readonly finished: (clean: () => void) => void,
  ) {}

  /** Adds a job in `delay` µs from now. Returns its id, or -1 when all slots wait for the idle loop, as firmware does. */
  add(job: TimerJob, delay: number, interval: number): number {
    if (this.queue.length >= TIMER_SLOTS - 1) {
      throw new EspruinoError(
        `all ${TIMER_SLOTS - 1} usable slots of the hardware timer are taken: on the board this call would block`,
        "InternalError",
      );
    }
    const id = this.slots.indexOf(undefined);
    if (id < 0) return -1;
    const due = this.clock.now + Math.max(TIMER_MIN, delay);
    const slot: Slot = { id, job, due, interval, finished: false };
    this.slots[id] = slot;
    this.insert(slot);
    return id;
  }

  remove(id: number): boolean {
    const slot = this.slots[id];
    if (!slot || !this.queue.includes(slot)) return false;
    this.queue = this.queue.filter((other) => other !== slot);
    this.end(slot);
    return true;
  }

  /** What `require("timer").get` tells of a slot. */
  describe(
    id: number,
  ): { id: number; job: TimerJob; time: number; interval: number; finished: boolean } | undefined {
    const slot = this.slots[id];
    if (!slot) return undefined;
    const { job, interval, finished } = slot;
    return { id, job, time: Math.max(0, slot.due - this.clock.now), interval, finished };
  }

  /** Time of the last edge that is planned for a pin. */
  lastFor(pin: SimPin): number | undefined {
    const found = this.queue.filter((slot) => slot.job.type === "SET" && slot.job.pins.includes(pin));
    return found.at(-1)?.due;
  }

  /** True while a job repeats, so that waiting for an empty table would take for ever. */
  get endless(): boolean {
    return this.queue.some((slot) => slot.interval > 0);
  }

  nextAt(): number {
    return this.queue[0]?.due ?? Infinity;
  }

  /** Does the first job of the queue, whose time has come. */
  step(): void {
    const slot = this.queue.shift();
    if (!slot) return;
    if (slot.interval > 0) {
      slot.due += slot.interval;
      this.insert(slot);
    } else this.end(slot);
    const { job } = slot;
    if (job.type === "EXEC") this.interrupt(job.fn);
    else job.pins.forEach((pin, i) => pin.latch(((job.value >> i) & 1) as Level));
  }

  private insert(slot: Slot): void {
    // The firmware puts a job in front of others for the same moment.
    const place = this.queue.findIndex((other) => other.due >= slot.due);
    this.queue.splice(place < 0 ? this.queue.length : place, 0, slot);
  }

  private end(slot: Slot): void {
    if (slot.job.type === "SET") this.slots[slot.id] = undefined;
    else {
      slot.finished = true;
      this.finished(() => {
        if (this.slots[slot.id]?.finished) this.slots[slot.id] = undefined;
      });
    }
  }
}
