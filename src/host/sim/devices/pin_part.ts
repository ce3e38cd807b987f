import type { SimBoard } from "../board.ts";
import type { Edge, Level, SimPin } from "../pins.ts";
import type { FaultName, FaultWindow } from "./faults.ts";
import { micros } from "./micros.ts";
import { Part, type PartKind, type PartOptions } from "./part.ts";
import { Random } from "./random.ts";
import type { Source } from "./source.ts";

/** A level that a part puts on a line; undefined: it leaves it to whatever pulls it. */
export type Drive = Level | undefined;

/** A line of the part and what it does to it. */
interface Line {
  pin: SimPin;
  /** What it would have on the line if all were well. */
  wanted: Drive;
  /** Until when (µs) there is a spike of noise on it. */
  spikeEnd: number;
}

/** Width of a spike of noise in µs. */
const SPIKE_US: readonly [least: number, most: number] = [3, 40];

/**
 * What parts on pins of their own have in common: lines with the faults of lines, and things to do later.
 *
 * Noise is spikes of 3 to 40 µs on the lines that the part drives, one by chance every `noise_us` or so. While it is there, or a
 * quantity is a function of time, there is always something left to happen: run the board for a given time then.
 */
export abstract class PinPart extends Part {
  private readonly lines = new Map<string, Line>();
  private readonly pending = new Set<() => void>();
  private readonly windows: { name: FaultName; from: number; to: number }[] = [];
  private readonly followed = new Map<string, { varies: boolean; start: () => void; stop: () => void }>();
  /** Apart, so that noise does not change what else comes by chance. */
  private spikes = new Random(1);
  private noisy = false;

  constructor(
    kind: PartKind,
    private readonly options: PartOptions,
    /** µs between two spikes of noise, on average. */
    private readonly noise_us: number,
  ) {
    super(kind, options);
  }

  /** The part is attached: puts its levels on its lines and sets out to hear the board's. */
  protected abstract begin(): void;

  /** The level that a line has while the part is stuck. */
  protected abstract stuck(wire: string): Drive;

  protected override connect(board: SimBoard): () => void {
    this.spikes = new Random(this.random.next() * 2 ** 32);
    this.begin();
    for (const window of this.windows) this.expect(board, window);
    this.refresh();
    return () => {
      for (const cancel of [...this.pending]) cancel();
      for (const { pin } of this.lines.values()) pin.drive(undefined);
      this.lines.clear();
      this.noisy = false;
    };
  }

  override fault(name: FaultName, window: FaultWindow = {}): this {
    super.fault(name, window);
    const { from = 0, to } = window;
    const times = { name, from: micros(from), to: to === undefined ? Infinity : micros(to) };
    this.windows.push(times);
    if (this.attached) {
      this.expect(this.board, times);
      this.refresh();
    }
    return this;
  }

  override mend(name: FaultName): this {
    super.mend(name);
    for (const window of this.windows) if (window.name === name) window.to = Math.min(window.to, this.now);
    this.refresh();
    return this;
  }

  override set(name: string, source: Source): void {
    super.set(name, source);
    const followed = this.followed.get(name);
    if (!followed) return;
    followed.varies = typeof source !== "number";
    followed.stop();
    if (this.attached) followed.start();
  }

  /** The board's pin at a wire. */
  protected pin(wire: string): SimPin {
    return this.board.pins[`D${this.wires[wire]}`];
  }

  /** Calls `fn` at each edge that the board makes at a wire. */
  protected hear(wire: string, fn: (edge: Edge) => void): void {
    const end = this.pin(wire).watch((edge) => {
      if (edge.by === "board" && !this.failing("unplugged")) fn(edge);
    });
    const cancel = (): void => {
      end();
      this.pending.delete(cancel);
    };
    this.pending.add(cancel);
  }

  /** Does something in so many µs, unless the part is off the board by then. Gives what takes it back. */
  protected later(us: number, fn: () => void): () => void {
    const end = this.board.at(Math.round(this.now + us), () => {
      this.pending.delete(cancel);
      fn();
    });
    const cancel = (): void => {
      end();
      this.pending.delete(cancel);
    };
    this.pending.add(cancel);
    return cancel;
  }

  /** Puts a level on a line, as far as faults let it. */
  protected put(wire: string, level: Drive): void {
    const line = this.lines.get(wire);
    if (line) line.wanted = level;
    else this.lines.set(wire, { pin: this.pin(wire), wanted: level, spikeEnd: 0 });
    this.drive(wire);
  }

  /** Puts a level on a line as a contact does that bounces: by chance up to six times, for up to `us` microseconds. */
  protected bounce(wire: string, level: Drive, before: Drive, us: number): void {
    const times = Array.from({ length: us > 0 ? 2 * Math.floor(this.between(0, 4)) : 0 }, () =>
      Math.round(this.between(1, us)),
    );
    times.sort((a, b) => a - b);
    this.put(wire, level);
    times.forEach((time, i) => {
      this.later(time, () => {
        this.put(wire, i % 2 ? level : before);
      });
    });
  }

  /**
   * Calls `fn` with the value of a quantity: when the part is attached, when it is set and, if it changes over time by itself,
   * every `us` microseconds.
   */
  protected follow(name: string, us: number, fn: (value: number) => void): void {
    const given = (this.options as Readonly<Record<string, unknown>>)[name];
    const known = this.followed.get(name);
    let cancel = (): void => undefined;
    const look = (): void => {
      fn(this.quantity(name));
      if (followed.varies) cancel = this.later(us, look);
    };
    const followed = {
      varies: known?.varies ?? (given !== undefined && typeof given !== "number"),
      start: look,
      stop: () => {
        cancel();
      },
    };
    this.followed.set(name, followed);
    look();
  }

  /** What a program has done that the part does not understand. */
  protected remark(text: string): void {
    const remark = `${this.kind.name}: ${text}`;
    this.board.remarks.push(remark);
    this.board.onRemark?.(remark);
  }

  /** A number from `least` to `most`, by chance. */
  protected between(least: number, most: number): number {
    return least + (most - least) * this.random.next();
  }

  /** Has the lines looked at when a fault begins and when it is gone. */
  private expect(board: SimBoard, { from, to }: { from: number; to: number }): void {
    for (const at of [from, to]) {
      if (at > board.clock.now && at < Infinity)
        this.later(at - board.clock.now, () => {
          this.refresh();
        });
    }
  }

  private refresh(): void {
    for (const wire of this.lines.keys()) this.drive(wire);
    if (!this.noisy && this.noiseAhead()) this.spike();
  }

  private drive(wire: string): void {
    const { pin, wanted, spikeEnd } = this.lines.get(wire) as Line;
    if (this.now < spikeEnd) return;
    pin.drive(this.failing("unplugged") ? undefined : this.failing("stuck") ? this.stuck(wire) : wanted);
  }

  private noiseAhead(): boolean {
    return this.windows.some(({ name, from, to }) => name === "noise" && this.now >= from && this.now < to);
  }

  private spike(): void {
    this.noisy = true;
    this.later((0.2 + 1.6 * this.spikes.next()) * this.noise_us, () => {
      this.noisy = false;
      if (!this.noiseAhead()) return;
      this.spike();
      if (!this.failing("noise")) return;
      const wires = [...this.lines.keys()];
      const wire = wires[Math.floor(this.spikes.next() * wires.length)];
      const line = this.lines.get(wire) as Line;
      const us = Math.round(SPIKE_US[0] + (SPIKE_US[1] - SPIKE_US[0]) * this.spikes.next());
      line.spikeEnd = this.now + us;
      line.pin.drive(line.pin.level === 0 ? 1 : 0);
      this.later(us, () => {
        this.drive(wire);
      });
    });
  }
}
