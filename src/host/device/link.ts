import { existsSync, readFileSync, statSync } from "node:fs";
import { createConnection } from "node:net";
import type { Duplex } from "node:stream";
import { sleep, wallClock, type Clock } from "../clock.ts";
import { DeviceError } from "./troubles.ts";

const XON = 0x11;
const XOFF = 0x13;
/** Longest time to stay silent after XOFF, in ms: the XON may have been lost. */
const XOFF_LIMIT = 5000;
/** Longest time for a socket to end in order, in ms. */
const CLOSE_LIMIT = 300;

export interface LinkOptions {
  /** What a serial port can do beside carrying bytes; `destroy` of its stream does not close it. */
  port?: { shut(): void; pulseReset(): Promise<void> };
  /** Default: time as it passes. */
  clock?: Clock;
}

/** A connection to a board that carries bytes, whatever it is made of. */
export class Link {
  /** Called with what arrives, without the characters of flow control. */
  onData: (data: Buffer) => void = () => undefined;
  /** Called once, when the connection has ended without {@link close}. */
  onClose: (reason: string) => void = () => undefined;
  /** Set when the connection has ended. */
  closed: string | undefined;
  /** Bytes that have arrived. */
  received = 0;
  /** Longest time for a write, in ms. */
  writeLimit = 10_000;
  /** What everything that waits for this board goes by. */
  readonly clock: Clock;
  /** Resets the chip by the modem lines, where there are some. */
  readonly pulseReset: (() => Promise<void>) | undefined;
  private readonly port: LinkOptions["port"];
  private unblock: (error: Error) => void = () => undefined;
  /** What writes wait for while the board says stop, and what ends that. */
  private held: { over: Promise<void>; end: () => void } | undefined;

  constructor(
    readonly name: string,
    private readonly stream: Duplex,
    { port, clock = wallClock }: LinkOptions = {},
  ) {
    this.port = port;
    this.clock = clock;
    this.pulseReset = port && (() => port.pulseReset());
    stream.on("data", (data: Buffer) => this.receive(data));
    stream.on("error", (error) => this.ended(error.message));
    stream.on("end", () => this.ended("the other end closed the connection"));
    stream.on("close", () => this.ended("the port has gone"));
  }

  /** Sends bytes, no sooner than the board lets it. */
  async write(data: Uint8Array): Promise<void> {
    while (this.held && this.closed === undefined) await this.held.over;
    if (this.closed !== undefined) throw new Error(this.closed);
    const done = new Promise<void>((resolve, reject) => {
      this.stream.write(data, (error) => (error ? reject(error) : resolve()));
      this.unblock = reject;
    });
    // A port whose other end has gone may take bytes for ever, or none.
    const callOff = this.clock.after(this.writeLimit, () => this.ended("it takes no more bytes"));
    await done.finally(callOff);
  }

  async close(): Promise<void> {
    if (this.closed !== undefined) return;
    this.closed = "closed";
    this.held?.end();
    const done = new Promise<void>((resolve) => {
      const callOff = this.clock.after(CLOSE_LIMIT, resolve);
      this.stream.once("close", () => {
        callOff();
        resolve();
      });
    });
    // A socket ends in order, so that what was written arrives; whatever takes longer is cut.
    if (this.port) this.port.shut();
    else this.stream.end();
    await done;
    this.stream.destroy();
  }

  private receive(data: Buffer): void {
    this.received += data.length;
    for (const byte of data) {
      if (byte === XOFF) this.hold();
      else if (byte === XON) this.held?.end();
    }
    this.onData(data.filter((byte) => byte !== XON && byte !== XOFF) as Buffer);
  }

  private hold(): void {
    if (this.held || this.closed !== undefined) return;
    let end!: () => void;
    const over = new Promise<void>((resolve) => {
      end = () => {
        callOff();
        this.held = undefined;
        resolve();
      };
      const callOff = this.clock.after(XOFF_LIMIT, end);
    });
    this.held = { over, end };
  }

  private ended(reason: string): void {
    if (this.closed !== undefined) return;
    this.closed = reason;
    this.held?.end();
    this.unblock(new Error(reason));
    this.port?.shut();
    this.stream.destroy();
    this.onClose(reason);
  }
}

/**
 * Opens a serial port, or `tcp://host:port`.
 *
 * @param timeout in ms
 * @throws {@link DeviceError} that says why not
 */
export async function openLink(port: string, baud = 115200, timeout = 5000): Promise<Link> {
  return port.startsWith("tcp://") ? await openSocket(port, timeout) : await openSerial(port, baud);
}

async function openSocket(port: string, timeout: number): Promise<Link> {
  const address = /^tcp:\/\/(\[[^\]]+\]|[^:/]*)(?::(\d+))?\/?$/.exec(port);
  if (!address) throw new DeviceError("no-connection", { port, reason: "write tcp://host:port" });
  const host = address[1].replace(/^\[|\]$/g, "") || "127.0.0.1";
  const socket = createConnection({ host, port: Number(address[2] ?? 23), noDelay: true });
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: string) => {
      socket.destroy();
      reject(new DeviceError("no-connection", { port, reason }));
    };
    const timer = setTimeout(() => fail(`no answer within ${timeout} ms`), timeout);
    socket.once("connect", () => (clearTimeout(timer), resolve()));
    socket.once("error", (error) => (clearTimeout(timer), fail(error.message)));
  });
  socket.removeAllListeners("error");
  return new Link(port, socket);
}

async function openSerial(port: string, baud: number): Promise<Link> {
  if (process.platform !== "win32" && !existsSync(port)) throw new DeviceError("no-such-port", { port });
  const { SerialPort } = await import("serialport");
  // Keeping the lines as they are spares boards that reset when a port is closed.
  const serial = new SerialPort({ path: port, baudRate: baud, autoOpen: false, hupcl: false });
  await new Promise<void>((resolve, reject) => {
    serial.open((error) => (error ? reject(openError(port, error.message)) : resolve()));
  });
  const shut = () => serial.isOpen && serial.close(() => undefined);
  return new Link(port, serial, { port: { shut, pulseReset: () => pulse(serial) } });
}

/** What the message of serialport means. */
export function openError(port: string, message: string): DeviceError {
  if (/lock|EBUSY|busy|temporarily unavailable|access denied/i.test(message))
    return new DeviceError("port-busy", { port });
  if (/EACCES|EPERM|permission/i.test(message))
    return new DeviceError("port-permission", { port, group: groupOf(port) });
  if (/ENOENT|no such file|not found/i.test(message)) return new DeviceError("no-such-port", { port });
  return new DeviceError("no-connection", { port, reason: message.replace(/^Error:? */, "") });
}

/** The name of the group that may open a port: dialout on Debian's family, uucp on Arch's. */
function groupOf(port: string): string {
  const gid = statSync(port, { throwIfNoEntry: false })?.gid;
  const groups = existsSync("/etc/group") ? readFileSync("/etc/group", "utf8").split("\n") : [];
  const name = groups.map((line) => line.split(":")).find((fields) => Number(fields[2]) === gid)?.[0];
  return name === undefined || name === "root" ? "dialout" : name;
}

interface ModemLines {
  set(lines: { rts: boolean; dtr: boolean }, done: (error: Error | null | undefined) => void): void;
}

/** RTS pulls EN low on boards of Espressif's circuit; DTR stays released, or the chip would enter its loader. */
async function pulse(serial: ModemLines): Promise<void> {
  const set = (rts: boolean) =>
    new Promise<void>((resolve, reject) => {
      serial.set({ rts, dtr: false }, (error) => (error ? reject(error) : resolve()));
    });
  await set(true);
  await sleep(wallClock, 100);
  await set(false);
}
