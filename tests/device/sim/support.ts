import { Duplex } from "node:stream";
import { ConsoleDevice, type CableFaults, type DeviceOptions } from "../../../src/host/sim/console/index.ts";
import { NO_LOOP } from "../support/loops.ts";
import { VirtualClock } from "../support/virtual_clock.ts";

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
  clock: VirtualClock;
  host: HostEnd;
  /** Sends text, lets time pass and returns what came back. */
  say(text: string, ms?: number): string;
}

/** A device with a host at the other end, in a time of their own. */
export function bench(options: DeviceOptions = {}, faults: CableFaults = {}): Bench {
  const clock = new VirtualClock();
  const device = new ConsoleDevice({ busyAfter: NO_LOOP, clock: clock.background, ...options }, faults);
  const host = new HostEnd();
  device.connect(host);
  const say = (text: string, ms = 100): string => {
    host.send(text);
    clock.pass(ms);
    return host.hear();
  };
  return { device, clock, host, say };
}
