/**
 * Espruino. The alarm is the hardware timer of `require("timer")` where the firmware has one (2v29 and later), else
 * `setTimeout`.
 *
 * This file and those of espruino/, for buses and other hardware, are all that name Espruino's globals.
 */
export { adc, pwm } from "./espruino/analog.ts";
export { i2c } from "./espruino/i2c.ts";
export { onewire } from "./espruino/onewire.ts";
export { deepSleep, lightSleep, reboot, resetCause, timer, uniqueId, watchdog } from "./espruino/power.ts";
export { spi } from "./espruino/spi.ts";
import type { Edge, Hal, HalInfo, PinMode, Port, SerialOptions } from "./hal.ts";

interface TimerModule {
  add(timer: { type: "EXEC"; fn: () => void; time: number; interval: number }): number;
  remove(id: number): boolean;
}
interface WatchEvent {
  state: boolean;
  time: number;
}
interface Device {
  on(event: "data", fn: (data: string) => void): void;
  removeAllListeners(event: "data"): void;
}
interface Socket extends Device {
  /** Set by {@link socketPort}. */
  user: SocketPort;
  on(event: "data", fn: (this: Socket, data: string) => void): void;
  on(event: "drain" | "close", fn: (this: Socket) => void): void;
  on(event: "error", fn: (this: Socket, error: { code: number }) => void): void;
  write(data: string): void;
  end(): void;
}
interface Serial extends Device {
  setup(baudrate: number, options: object): void;
  unsetup?(): void;
  write(data: Uint8Array): void;
}
interface NetModule {
  connect(to: { host: string; port: number }, connected: (socket: Socket) => void): Socket;
  createServer(accept: (socket: Socket) => void): { listen(port: number): void; close(): void };
}
declare function require(name: "timer"): TimerModule;
declare function require(name: "net"): NetModule;
declare const E: { toString(bytes: Uint8Array): string; toUint8Array(text: string): Uint8Array };
declare function getTime(): number;
declare function setTimeout(fn: () => void, ms: number): number;
declare function clearTimeout(id: number): void;
declare function pinMode(pin: unknown, mode?: string): void;
declare function getPinMode(pin: unknown): PinMode;
declare function digitalRead(pin: unknown): number;
declare function digitalWrite(pin: unknown, level: number): void;
declare function setWatch(fn: (event: WatchEvent) => void, pin: unknown, options: object): number;
declare function clearWatch(id: number): void;
declare const console: { log(text: string): void };
declare const process: { version: string; env: { BOARD: string } };
declare const global: { setTime: (seconds: number) => void; [name: string]: unknown };
declare const setTime: (seconds: number) => void;

/** The hardware timer takes no less than 30 µs. */
const SHORTEST_MS = 0.05;
/** The hardware timer counts to 2^31 µs; the kernel, woken early, arms it again. */
const LONGEST_MS = 2e6;
/** An interrupt that comes while another one runs is dropped by the firmware: the hardware timer repeats until removed. */
const RETRY_MS = 10;

/** The wall clock, in s, when {@link now} was 0. */
let origin = getTime();
let timer: TimerModule | undefined;
let armed: number | undefined;
/** Whether it is the hardware timer that is armed: its table may have been full. */
let hard: boolean | undefined;

// The Linux build has the module, but no timer behind it.
if (process.env.BOARD != "LINUX")
  try {
    timer = require("timer");
  } catch {
    // firmware before 2v29
  }

// There is no clock that setTime leaves alone. (One that the firmware sets by itself, as from SNTP, is not seen here.)
const setWallTime = setTime;
global.setTime = function (seconds) {
  origin -= getTime();
  setWallTime(seconds);
  origin += getTime();
};

export function now(): number {
  return (getTime() - origin) * 1e6;
}

export function alarm(at?: number, wake?: () => void): void {
  if (armed !== undefined) {
    if (hard) timer!.remove(armed);
    else clearTimeout(armed);
    armed = undefined;
  }
  if (wake) {
    const ms = Math.min(Math.max((at! - now()) / 1000, SHORTEST_MS), LONGEST_MS);
    armed = timer ? timer.add({ type: "EXEC", fn: wake, time: ms, interval: RETRY_MS }) : -1;
    hard = armed >= 0;
    if (!hard)
      armed = setTimeout(() => {
        armed = undefined;
        wake();
      }, ms);
  }
}

export function defer(fn: () => void): void {
  setTimeout(fn, 0);
}

export function print(line: string): void {
  console.log(line);
}

export function info(): HalInfo {
  return { engine: "Espruino " + process.version, alarm: timer ? "timer" : "setTimeout" };
}

function setPinMode(pin: number, mode: PinMode): void {
  pinMode(pin, mode);
}
export { setPinMode as pinMode };

export function pinRead(pin: number): number {
  return digitalRead(pin);
}

export function pinWrite(pin: number, level: number): void {
  digitalWrite(pin, level);
}

export function watch(pin: number, edge: Edge, handler: (level: number, time: number) => void): number {
  const id = setWatch(
    (event) => {
      const time = (event.time - origin) * 1e6;
      if (time >= start) handler(event.state ? 1 : 0, time);
    },
    pin,
    { edge, repeat: true },
  );
  // On an ESP32 setWatch makes an input with a pull-up of whatever the pin was, which may look like an edge.
  setPinMode(pin, getPinMode(pin));
  const start = now();
  return id;
}

export function unwatch(id: number): void {
  clearWatch(id);
}

/** How many bytes a connection takes to send before those are on their way. */
const CHUNK = 1024;
/** How many bytes may wait for the reader. A socket cannot be told to wait itself, so beyond this the connection breaks. */
const UNREAD = 8192;

interface EspruinoPort extends Port {
  /** What has arrived: strings of bytes are what the engine has, joins and cuts fastest. */
  data: string;
  /** What comes after the data: 0 is the end of the stream, else an errno; undefined: more data. */
  end?: number | undefined;
  /** Why nothing can be sent now: 1 is that bytes are on their way, 2 that it is not connected yet. */
  busy?: 1 | 2 | undefined;
}

interface SocketPort extends EspruinoPort {
  /** Undefined: the engine could not make one. */
  socket: Socket | undefined;
}

function take(this: EspruinoPort, n: number, line?: boolean): Uint8Array | number | undefined {
  const data = this.data;
  if (!data) return this.end === 0 ? E.toUint8Array("") : this.end;
  const lineEnd = line ? data.indexOf("\n") + 1 : 0;
  if (lineEnd && lineEnd < n) n = lineEnd;
  this.data = data.slice(n);
  return E.toUint8Array(data.slice(0, n));
}

function tell(port: Port): void {
  if (port.changed) port.changed();
}

function ends(port: EspruinoPort, errno: number): void {
  if (port.end === undefined) port.end = errno;
  tell(port);
}

// No closures: each would cost every connection the memory of its code, and the engine calls these on the socket.

function writeSocket(this: SocketPort, bytes: Uint8Array): number | undefined {
  if (this.end) return -this.end;
  // The engine knows no half-closed connections.
  if (this.end === 0 && bytes.length) return -104;
  if (this.busy) return;
  const sent = bytes.slice(0, CHUNK);
  if (sent.length) {
    this.busy = 1;
    this.socket!.write(E.toString(sent));
  }
  return sent.length;
}

function closeSocket(this: SocketPort): void {
  if (this.socket && this.end === undefined) this.socket.end();
  this.data = "";
  this.end = 9;
}

function onConnect(socket: Socket): void {
  onDrain.call(socket);
}

function onData(this: Socket, data: string): void {
  const port = this.user;
  if (port.end !== undefined) return;
  port.data += data;
  if (port.data.length > UNREAD) {
    this.end();
    ends(port, 105);
  } else tell(port);
}

function onDrain(this: Socket): void {
  this.user.busy = undefined;
  tell(this.user);
}

function onError(this: Socket, error: { code: number }): void {
  const port = this.user;
  // By the engine's number from -1 down. Of a connection that never came about a reset is a refusal.
  ends(
    port,
    [5, 12, 110, 113, 16, 113, 23, 104, port.busy == 2 ? 111 : 104, 5, 107, 22][-1 - error.code] || 5,
  );
}

function onClose(this: Socket): void {
  ends(this.user, this.user.busy == 2 ? 111 : 0);
}

function socketPort(socket?: Socket): SocketPort {
  const port: SocketPort = { data: "", read: take, write: writeSocket, close: closeSocket, socket };
  if (socket) {
    socket.user = port;
    socket.on("data", onData);
    socket.on("drain", onDrain);
    socket.on("error", onError);
    socket.on("close", onClose);
  }
  return port;
}

export function connect(host: string, port: number): Port {
  let connection;
  try {
    connection = socketPort(require("net").connect({ host, port }, onConnect));
    connection.busy = 2;
  } catch {
    // The engine does not say more; what it prints does.
    connection = socketPort();
    connection.end = 111;
  }
  return connection;
}

export function listen(
  _host: string,
  port: number,
  _backlog: number,
  accept: Parameters<Hal["listen"]>[3],
): () => void {
  const server = require("net").createServer((socket) => accept(0, socketPort(socket)));
  let errno = 0;
  try {
    server.listen(port);
  } catch {
    errno = 98;
  }
  defer(() => accept(errno));
  return () => {
    if (!errno) server.close();
  };
}

/** How many bytes a serial port is given at once: its buffer has room for them, else the engine would stand still. */
const BURST = 64;

export function serial(id: number, options: SerialOptions): Port | undefined {
  const device = global["Serial" + (id + 1)] as Serial | undefined;
  if (!device) return;
  device.removeAllListeners("data");
  device.setup(options.baudrate, {
    tx: options.tx,
    rx: options.rx,
    bytesize: options.bits,
    // 0 none, 1 odd, 2 even; the engine crashes where this is undefined.
    parity: options.parity == null ? 0 : 2 - options.parity,
    stopbits: options.stop,
  });
  const port: EspruinoPort = {
    data: "",
    read: take,
    write(bytes) {
      if (this.end) return -this.end;
      if (this.busy) return;
      const sent = bytes.slice(0, BURST);
      if (sent.length) {
        this.busy = 1;
        device.write(sent);
        setTimeout(
          () => {
            this.busy = undefined;
            tell(this);
          },
          (sent.length * 10000) / options.baudrate,
        );
      }
      return sent.length;
    },
    close() {
      device.removeAllListeners("data");
      if (device.unsetup) device.unsetup();
      this.data = "";
      this.end = 9;
    },
  };
  device.on("data", (data) => {
    port.data += data.slice(0, options.rxbuf - port.data.length);
    tell(port);
  });
  return port;
}

export function encode(text: string): Uint8Array {
  return E.toUint8Array(text);
}

export function decode(bytes: Uint8Array): string {
  return E.toString(bytes);
}
