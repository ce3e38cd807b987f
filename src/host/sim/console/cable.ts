import type { Clock } from "../../clock.ts";
import { xorshift32 } from "../random.ts";

/** What a bad cable, or a hand at it, does. Rates are per byte, from 0 to 1. */
export interface CableFaults {
  /** The line is dead after this many bytes from the host. */
  cutAfter?: number;
  /** `close`: the connection ends. `silent`: it stays, and nothing passes any more, in either direction. Default `close`. */
  cutMode?: "close" | "silent";
  /** Bytes that get lost. */
  drop?: number;
  /** Bytes that arrive twice. */
  double?: number;
  /** Bytes of which one bit arrives wrong. */
  flip?: number;
  /** Only in this direction, seen from the board. Default: both. */
  direction?: "in" | "out";
  /** Start of the random numbers. Default 1. */
  seed?: number;
  /** Bits per second, ten of them to the byte, in each direction. Default: no limit. */
  baud?: number;
}

/** The wires between the host and the board. */
export class Cable {
  /** Told when the line is cut. */
  onCut: ((mode: "close" | "silent") => void) | undefined;
  private received = 0;
  private dead = false;
  private random: number;
  private readonly lanes: { in: Lane; out: Lane };

  constructor(
    private readonly faults: CableFaults,
    clock: Clock,
    deliver: { toBoard(bytes: Buffer): void; toHost(bytes: Buffer): void },
  ) {
    this.random = (faults.seed ?? 1) >>> 0 || 1;
    this.lanes = {
      in: new Lane(clock, faults.baud, (bytes) => {
        if (!this.dead) deliver.toBoard(bytes);
      }),
      out: new Lane(clock, faults.baud, (bytes) => {
        if (!this.dead) deliver.toHost(bytes);
      }),
    };
  }

  get cut(): boolean {
    return this.dead;
  }

  fromHost(bytes: Buffer): void {
    if (this.dead) return;
    const { cutAfter = Infinity, cutMode = "close" } = this.faults;
    const rest = bytes.subarray(0, Math.max(cutAfter - this.received, 0));
    this.received += rest.length;
    this.lanes.in.send(this.spoil(rest, "in"));
    if (this.received < cutAfter) return;
    this.lanes.in.flush();
    this.dead = true;
    this.onCut?.(cutMode);
  }

  fromBoard(bytes: Buffer): void {
    if (!this.dead) this.lanes.out.send(this.spoil(bytes, "out"));
  }

  close(): void {
    this.dead = true;
    this.lanes.in.close();
    this.lanes.out.close();
  }

  private spoil(bytes: Buffer, direction: "in" | "out"): Buffer {
    const { drop = 0, double = 0, flip = 0, direction: only = direction } = this.faults;
    if (only !== direction || drop + double + flip === 0) return bytes;
    const out: number[] = [];
    for (const byte of bytes) {
      if (this.chance(drop)) continue;
      const sent = this.chance(flip) ? byte ^ (1 << Math.floor(this.next() * 8)) : byte;
      out.push(sent);
      if (this.chance(double)) out.push(sent);
    }
    return Buffer.from(out);
  }

  private chance(rate: number): boolean {
    return rate > 0 && this.next() < rate;
  }

  /** From 0 up to 1. */
  private next(): number {
    this.random = xorshift32(this.random);
    return this.random / 2 ** 32;
  }
}

/** One direction, at the pace of its bit rate. */
class Lane {
  private waiting = Buffer.alloc(0);
  private readyAt = 0;
  private stop: (() => void) | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly baud: number | undefined,
    private readonly deliver: (bytes: Buffer) => void,
  ) {}

  send(bytes: Buffer): void {
    if (this.baud === undefined) {
      if (bytes.length > 0) this.deliver(bytes);
      return;
    }
    if (this.waiting.length === 0) this.readyAt = Math.max(this.readyAt, this.clock.now());
    this.waiting = Buffer.concat([this.waiting, bytes]);
    this.wait();
  }

  /** Delivers at once what is on its way. */
  flush(): void {
    const rest = this.waiting;
    this.close();
    if (rest.length > 0) this.deliver(rest);
  }

  close(): void {
    this.stop?.();
    this.stop = undefined;
    this.waiting = Buffer.alloc(0);
  }

  private wait(): void {
    if (this.stop || this.waiting.length === 0) return;
    this.stop = this.clock.after(1, () => {
      this.stop = undefined;
      const perByte = 10_000 / (this.baud ?? 1);
      const count = Math.min(Math.floor((this.clock.now() - this.readyAt) / perByte), this.waiting.length);
      const bytes = this.waiting.subarray(0, count);
      this.waiting = this.waiting.subarray(count);
      this.readyAt += count * perByte;
      if (bytes.length > 0) this.deliver(bytes);
      this.wait();
    });
  }
}
