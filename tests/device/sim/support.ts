import { Duplex } from "node:stream";
import {
  ConsoleDevice,
  type CableFaults,
  type DeviceClock,
  type DeviceOptions,
} from "../../../src/host/sim/console/index.ts";

/** Time that passes when told to. */
export class HandClock implements DeviceClock {
  private time = 0;
  private readonly timers: { at: number; fn: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(ms: number, fn: () => void): () => void {
    const timer = { at: this.time + ms, fn };
    this.timers.push(timer);
    return () => {
      const place = this.timers.indexOf(timer);
      if (place >= 0) this.timers.splice(place, 1);
    };
  }

  /** Lets so many ms pass. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const next = this.timers.reduce<(typeof this.timers)[number] | undefined>(
        (first, timer) => (timer.at <= end && (!first || timer.at < first.at) ? timer : first),
        undefined,
      );
      if (!next) break;
      this.timers.splice(this.timers.indexOf(next), 1);
      this.time = Math.max(this.time, next.at);
      next.fn();
    }
    this.time = end;
  }
}

/** The host's end of a cable, without waiting: what it sends the device has at once. */
export class HostEnd extends Duplex {
  private heard = "";

  override _read(): void {
    // Data comes by `send`.
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.heard += chunk.toString("latin1");
    done();
  }

  send(text: string): void {
    this.emit("data", Buffer.from(text, "latin1"));
  }

  /** What has come from the device since the last time. */
  hear(): string {
    const { heard } = this;
    this.heard = "";
    return heard;
  }
}

export interface Bench {
  device: ConsoleDevice;
  clock: HandClock;
  host: HostEnd;
  /** Sends text, lets time pass and returns what came back. */
  say(text: string, ms?: number): string;
}

/** A device with a host at the other end, in a time of their own. */
export function bench(options: DeviceOptions = {}, faults: CableFaults = {}): Bench {
  const clock = new HandClock();
  const device = new ConsoleDevice({ ...options, clock }, faults);
  const host = new HostEnd();
  device.connect(host);
  const say = (text: string, ms = 100): string => {
    host.send(text);
    clock.pass(ms);
    return host.hear();
  };
  return { device, clock, host, say };
}
