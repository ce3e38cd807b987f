import type { Hal, Port, SerialOptions } from "../hal.ts";

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
declare function require(name: "net"): NetModule;
declare function setTimeout(fn: () => void, ms: number): number;
declare const E: { toString(bytes: Uint8Array): string; toUint8Array(text: string): Uint8Array };
declare const global: Record<string, Serial | undefined>;

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
  setTimeout(() => accept(errno), 0);
  return () => {
    if (!errno) server.close();
  };
}

/** How many bytes a serial port is given at once: its buffer has room for them, else the engine would stand still. */
const BURST = 64;

export function serial(id: number, options: SerialOptions): Port | undefined {
  const device = global["Serial" + (id + 1)];
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
