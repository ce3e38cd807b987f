/**
 * Runs programs on the desk in real time. Pins are a table in memory: what is written to one can be read back and
 * watched, and {@link drive} stands for the world outside, as {@link serialDevice} does at a serial port. TCP is Node's own.
 */
import type { Edge, Hal, HalInfo, PinMode, Port } from "./hal.ts";

interface Pin {
  mode: PinMode;
  /** What the program drives an output to. */
  output: number;
  /** What the world drives an input to; undefined: nothing is connected. */
  input: number | undefined;
}

interface Watch {
  pin: number;
  edge: Edge;
  handler: (level: number, time: number) => void;
}

/** setTimeout takes no more; the kernel does not mind to be woken early. */
const LONGEST = 0x7fffffff;

const pins = new Map<number, Pin>();
const watches = new Map<number, Watch>();
let lastWatch = 0;
let cancel: (() => void) | undefined;

export function now(): number {
  return performance.now() * 1000;
}

export function alarm(at?: number, wake?: () => void): void {
  cancel?.();
  cancel = undefined;
  if (at === undefined || !wake) return;
  const delay = Math.ceil((at - now()) / 1000);
  // A timeout of 0 would take a millisecond.
  if (delay > 0) {
    const id = setTimeout(wake, Math.min(delay, LONGEST));
    cancel = () => {
      clearTimeout(id);
    };
  } else {
    const id = setImmediate(wake);
    cancel = () => {
      clearImmediate(id);
    };
  }
}

export function defer(fn: () => void): void {
  setImmediate(fn);
}

export function print(line: string): void {
  console.log(line);
}

export function info(): HalInfo {
  return { engine: `node ${process.version}`, alarm: "setTimeout" };
}

export function pinMode(pin: number, mode: PinMode): void {
  change(pin, (state) => {
    state.mode = mode;
  });
}

export function pinRead(pin: number): number {
  const state = lookUp(pin);
  if (state.mode === "output") return state.output;
  // An open drain can only pull down, and so can anybody else on the line.
  if (state.mode === "opendrain") return state.output & (state.input ?? 1);
  return state.input ?? (state.mode === "input_pullup" ? 1 : 0);
}

export function pinWrite(pin: number, level: number): void {
  change(pin, (state) => {
    state.output = level;
  });
}

export function watch(pin: number, edge: Edge, handler: (level: number, time: number) => void): number {
  watches.set(++lastWatch, { pin, edge, handler });
  return lastWatch;
}

export function unwatch(id: number): void {
  watches.delete(id);
}

/** Drives a pin from outside, as a button or a sensor would; `undefined` lets go of it. */
export function drive(pin: number, level: number | undefined): void {
  change(pin, (state) => {
    state.input = level;
  });
}

function lookUp(pin: number): Pin {
  let state = pins.get(pin);
  if (!state) pins.set(pin, (state = { mode: "input", output: 0, input: undefined }));
  return state;
}

/** Changes a pin and reports the edge, if that was one. */
function change(pin: number, apply: (state: Pin) => void): void {
  const before = pinRead(pin);
  apply(lookUp(pin));
  const level = pinRead(pin);
  if (level === before) return;
  const time = now();
  const edge = level ? "rising" : "falling";
  for (const [id, wanted] of watches) {
    if (wanted.pin !== pin || (wanted.edge !== "both" && wanted.edge !== edge)) continue;
    setImmediate(() => {
      if (watches.has(id)) wanted.handler(level, time);
    });
  }
}

// What the desk lacks the simulated board has.

export const adc: Hal["adc"] = () => undefined;
export const onewire: Hal["onewire"] = () => undefined;
export const pwm: Hal["pwm"] = why;
export const spi: Hal["spi"] = () => undefined;
export const watchdog: Hal["watchdog"] = () => undefined;
export const reboot: Hal["reboot"] = why;
export const resetCause: Hal["resetCause"] = () => 0;
export const uniqueId: Hal["uniqueId"] = () => undefined;
export const lightSleep: Hal["lightSleep"] = why;
export const deepSleep: Hal["deepSleep"] = why;

function why(): string {
  return "the desk has none";
}

export function timer(ms: number, repeat: boolean, fn: () => void): () => void {
  const id = (repeat ? setInterval : setTimeout)(fn, ms);
  return () => {
    clearTimeout(id);
  };
}
export const i2c: Hal["i2c"] = () => undefined;

// Ports. A module of Node is only looked for by who needs it: `process` has it without an import.

/** A connection, or one side of the wires between two serial ports. */
type Duplex = InstanceType<ReturnType<typeof process.getBuiltinModule<"node:stream">>["Duplex"]> & {
  readonly connecting?: boolean;
};

/** Numbers as MicroPython has them, whatever the system has. A broken pipe is a connection that was reset before. */
const ERRNO: Record<string, number> = {
  EACCES: 13,
  EADDRINUSE: 98,
  ECONNABORTED: 103,
  ECONNREFUSED: 111,
  ECONNRESET: 104,
  EHOSTUNREACH: 113,
  ENETUNREACH: 113,
  ENOTFOUND: 113,
  EPIPE: 104,
  ETIMEDOUT: 110,
};

function errnoOf(error: NodeJS.ErrnoException): number {
  return ERRNO[error.code ?? ""] ?? 5;
}

function portOver(socket: Duplex): Port {
  /** As {@link Port.read} gives it once everything has been read. */
  let end: Uint8Array | number | undefined;
  let closed = false;
  const changed = (): void => port.changed?.();
  const ends = (how: Uint8Array | number): void => {
    end ??= how;
    changed();
  };
  const port: Port = {
    read(n, line) {
      if (closed) return 9;
      const bytes = socket.read(Math.min(n, socket.readableLength)) as Buffer | null;
      if (!bytes?.length) return end;
      const lineEnd = line ? bytes.indexOf(10) + 1 || bytes.length : bytes.length;
      if (lineEnd < bytes.length) socket.unshift(bytes.subarray(lineEnd));
      return new Uint8Array(bytes.subarray(0, lineEnd));
    },
    write(bytes) {
      if (closed) return -9;
      if (typeof end == "number") return -end;
      const room = socket.writableHighWaterMark - socket.writableLength;
      if (socket.connecting || room <= 0) return undefined;
      const sent = Buffer.from(bytes.subarray(0, room));
      if (sent.length) socket.write(sent, changed);
      return sent.length;
    },
    close() {
      if (closed) return;
      closed = true;
      if (socket.connecting) socket.destroy();
      else if (!socket.destroyed) socket.end(() => socket.destroy());
    },
  };
  socket.on("connect", changed);
  socket.on("readable", changed);
  socket.on("end", () => {
    ends(new Uint8Array(0));
  });
  socket.on("error", (error) => {
    ends(errnoOf(error));
  });
  socket.on("close", () => {
    ends(ERRNO["ECONNRESET"]);
  });
  return port;
}

export function connect(host: string, port: number): Port {
  const net = process.getBuiltinModule("node:net");
  return portOver(net.connect({ host, port, allowHalfOpen: true, noDelay: true }));
}

export function listen(
  host: string,
  port: number,
  backlog: number,
  tell: Parameters<Hal["listen"]>[3],
): () => void {
  const server = process
    .getBuiltinModule("node:net")
    .createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      tell(0, portOver(socket), [socket.remoteAddress ?? "", socket.remotePort ?? 0]);
    })
    .on("error", (error) => {
      tell(errnoOf(error));
    })
    .listen({ host, port, backlog }, () => {
      tell(0);
    });
  return () => {
    server.close();
  };
}

/** The other side of each serial port's wires. */
const farSides = new Map<number, Duplex>();

export const serial: Hal["serial"] = (id) => {
  if (!(id >= 0 && id < 4)) return undefined;
  const [near, far] = process.getBuiltinModule("node:stream").duplexPair();
  farSides.set(id, far);
  return portOver(near);
};

/** What is used of a stream of Node, for those who have no types of Node. */
export interface SerialDevice {
  write(bytes: Uint8Array | string): boolean;
  on(event: "data", listener: (bytes: Uint8Array) => void): unknown;
  once(event: "data", listener: (bytes: Uint8Array) => void): unknown;
  end(): unknown;
  destroy(): unknown;
}

/** What a device would hold that is wired to an open serial port: a stream of Node. */
export function serialDevice(id: number): SerialDevice | undefined {
  return farSides.get(id);
}

export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The text of bytes that are UTF-8; on Espruino, whose strings are bytes, each byte as it is. */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}
