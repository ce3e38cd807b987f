/**
 * Needs nothing of an engine but a function to print with: time is virtual and jumps to the alarm, and the image
 * ends by driving the loop until nothing is left to do. There are no pins; ports lead back into the program itself.
 */
import type { Hal, HalInfo, Port } from "./hal.ts";

declare const print: (line: string) => void;

let time = 0;
let deadline = 0;
let armed: (() => void) | undefined;
let queue: (() => void)[] = [];

export function now(): number {
  return time;
}

export function alarm(at?: number, fn?: () => void): void {
  deadline = at || 0;
  armed = fn;
}

export function defer(fn: () => void): void {
  queue.push(fn);
}

function printLine(line: string): void {
  print(line);
}
export { printLine as print };

export function info(): HalInfo {
  return { engine: "bare", alarm: "virtual" };
}

function noPins(): never {
  throw new Error("there are no pins");
}
export { noPins as pinMode, noPins as pinRead, noPins as pinWrite, noPins as unwatch, noPins as watch };

/** There are no buses, nor anything else of hardware. */
function none(): undefined {
  return undefined;
}
function why(): string {
  return "there is no hardware";
}
export function resetCause(): number {
  return 0;
}
export {
  none as adc,
  none as i2c,
  none as onewire,
  none as spi,
  none as timer,
  none as uniqueId,
  none as watchdog,
};
export { why as deepSleep, why as lightSleep, why as pwm, why as reboot };

/** The engine's idle loop. The build calls it at the end of a bare image. */
export function drain(): void {
  for (;;) {
    const due = queue;
    const fn = armed;
    queue = [];
    if (!due.length) {
      if (!fn) return;
      if (deadline > time) time = deadline;
      armed = undefined;
      due.push(fn);
    }
    for (let i = 0; i < due.length; i++) {
      try {
        due[i]();
      } catch (error) {
        printLine("Uncaught " + String(error));
      }
    }
  }
}

// Ports: TCP connections within the program itself, and serial ports of which 0 and 3, 1 and 2 are wired to each other.

/** How many bytes a port holds for its reader; a writer waits then. */
const ROOM = 4096;

interface Loopback extends Port {
  /** What has arrived. */
  data: Uint8Array;
  /** Where writing goes to; undefined: not connected. */
  other?: Loopback;
  /** What comes after the data: 0 is the end of the stream, else an errno; undefined: more data. */
  end?: number;
  closed?: boolean;
  wire?: boolean;
}

type Tell = Parameters<Hal["listen"]>[3];

const servers: Record<number, Tell | undefined> = {};
const wires: Record<number, Loopback | undefined> = {};
let clients = 49152;

function newPort(): Loopback {
  return { data: new Uint8Array(0), read, write, close };
}

function read(this: Loopback, n: number, line?: boolean): Uint8Array | number | undefined {
  const data = this.data;
  if (this.closed) return 9;
  if (!data.length) return this.end ? this.end : this.end === 0 ? data : undefined;
  let end = 0;
  while (end < data.length && end < n && !(end && line && data[end - 1] == 10)) end++;
  // Copies, by what every engine has.
  this.data = new Uint8Array(data.subarray(end, data.length));
  if (data.length >= ROOM) changed(this.other);
  return new Uint8Array(data.subarray(0, end));
}

function write(this: Loopback, bytes: Uint8Array): number | undefined {
  const other = this.other;
  if (this.closed) return -9;
  if (this.end) return -this.end;
  if (!other) return undefined;
  if (other.closed && !other.wire) {
    // As TCP: only the answer to this says that nobody is there.
    if (bytes.length) this.end = 104;
    return bytes.length;
  }
  const held = other.data.length;
  const sent = Math.min(bytes.length, ROOM - held);
  if (held == ROOM) return undefined;
  const data = new Uint8Array(held + sent);
  data.set(other.data);
  data.set(bytes.subarray(0, sent), held);
  other.data = data;
  if (sent) changed(other);
  return sent;
}

function close(this: Loopback): void {
  const other = this.other;
  if (this.closed) return;
  // As TCP: bytes that nobody has read make it a reset.
  if (other && !this.wire) other.end = this.data.length ? 104 : 0;
  this.closed = true;
  changed(other);
}

function changed(port: Loopback | undefined): void {
  if (port && port.changed) port.changed();
}

export function connect(_host: string, number: number): Port {
  const client = newPort();
  defer(() => {
    const tell = servers[number];
    if (client.closed) return;
    if (!tell) client.end = 111;
    else (client.other = newPort()).other = client;
    changed(client);
    if (tell) tell(0, client.other, ["127.0.0.1", clients++]);
  });
  return client;
}

export function listen(_host: string, number: number, _backlog: number, tell: Tell): () => void {
  const taken = servers[number];
  if (!taken) servers[number] = tell;
  defer(() => {
    tell(taken ? 98 : 0);
  });
  return () => {
    if (servers[number] === tell) servers[number] = undefined;
  };
}

export function serial(id: number): Port | undefined {
  if (!(id >= 0 && id < 4)) return undefined;
  let port = wires[id];
  if (!port) {
    const other = newPort();
    wires[id] = port = newPort();
    wires[3 - id] = other;
    port.other = other;
    other.other = port;
    port.wire = other.wire = true;
  }
  if (port.closed) port.data = new Uint8Array(0);
  port.closed = undefined;
  return port;
}

export function encode(text: string): Uint8Array {
  const bytes: number[] = [];
  // The only thing that every engine has for UTF-8.
  const escaped = encodeURIComponent(text);
  for (let i = 0; i < escaped.length; i++)
    if (escaped.charAt(i) == "%") bytes.push(parseInt(escaped.slice(i + 1, (i += 2) + 1), 16));
    else bytes.push(escaped.charCodeAt(i));
  return new Uint8Array(bytes);
}

export function decode(bytes: Uint8Array): string {
  let escaped = "";
  for (let i = 0; i < bytes.length; i++) escaped += (bytes[i] < 16 ? "%0" : "%") + bytes[i].toString(16);
  return decodeURIComponent(escaped);
}
