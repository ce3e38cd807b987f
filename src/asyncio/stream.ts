import { EOFError, KeyError, OSError, RuntimeError } from "../builtins/exceptions.ts";
import type { Frame } from "../kernel/coroutine.ts";
import { decode, encode, type Port } from "../kernel/port.ts";
import type { Queue } from "../kernel/queue.ts";
import { parkOn, releaseAll } from "../kernel/scheduler.ts";
import { sleep_ms } from "./sleep.ts";

export { decode };
export type { Port };

/** A port with what its streams need to know of it: a reader and a writer over one port share it. */
interface Channel extends Port {
  /** The task that waits for bytes, and the one that waits for room. */
  _$readers: Queue;
  _$writers: Queue;
  /** What a read that was abandoned had taken already. */
  _$rest: Uint8Array | undefined;
  /** What was written and the port has not taken yet. */
  _$out: Uint8Array | undefined;
  _$closed: boolean | undefined;
}

/** Anything that has a port, such as a `machine.UART`. */
export interface HasPort {
  _$port: Port;
}

interface WaitFrame extends Frame {
  _$of: Queue;
}

/** As many as there are. */
const ALL = 0x7fffffff;

/**
 * A stream of bytes: a TCP connection or a serial port. `open_connection` and `start_server` make streams, and
 * `new StreamReader(uart)` does; a reader and a writer are the same here, as in MicroPython.
 *
 * Bytes are `Uint8Array`s. Text is written as UTF-8 and read by `decode`. One task at a time can read.
 *
 * A read that is cancelled or timed out loses nothing: the next one begins with what it had.
 *
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#class-stream
 *
 * @example
 * const [reader, writer] = await asyncio.open_connection("192.168.4.2", 80);
 * writer.write("GET / HTTP/1.0\r\n\r\n");
 * await writer.drain();
 * print(decode(await reader.readline()));
 */
export class Stream {
  declare _$port: Channel;
  declare _$extra: Record<string, unknown> | undefined;

  /** @param extra what `get_extra_info` gives, by name */
  constructor(port: Port | HasPort, extra?: Record<string, unknown>) {
    const channel = ((port as HasPort)._$port || port) as Channel;
    this._$port = channel;
    this._$extra = extra;
    if (!channel._$readers) {
      channel._$readers = {};
      channel._$writers = {};
      channel.changed = changed;
    }
  }

  /**
   * Extra information by name: `peername` is `[host, port]` of the peer of a connection.
   *
   * @throws KeyError if there is none of that name; on Espruino a server is not told who connects
   */
  get_extra_info(name: string): unknown {
    const info = this._$extra && this._$extra[name];
    if (info === undefined) throw new KeyError(name);
    return info;
  }

  /** Closes the stream: what was written is still sent, reading is over at once. */
  close(): void {
    const port = this._$port;
    if (!port._$closed) {
      port._$closed = true;
      changed.call(port);
    }
  }

  /** Closes the stream if that has not been done, and waits until what was written is with the engine or lost. */
  async wait_closed(): Promise<void> {
    const port = this._$port;
    this.close();
    while (port._$out) await wait(port._$writers);
  }

  /**
   * Reads as many bytes as there are, but waits for one and takes no more than `n`; the end of the stream is an empty array.
   * Without `n`, or if that is negative, reads all up to the end of the stream.
   *
   * @throws OSError if the connection broke or is closed, RuntimeError if another task reads
   */
  read(n = -1): Promise<Uint8Array> {
    return collect(this._$port, n < 0 ? ALL : n, n >= 0);
  }

  /**
   * Reads into a buffer as many bytes as there are, but waits for one. Gives how many; 0 is the end of the stream.
   *
   * @throws as `read`
   */
  async readinto(buffer: Uint8Array): Promise<number> {
    const bytes = await this.read(buffer.length);
    buffer.set(bytes);
    return bytes.length;
  }

  /**
   * Reads exactly `n` bytes.
   *
   * @throws EOFError if the stream ends before; what there was can still be read
   * @throws as `read`
   */
  readexactly(n: number): Promise<Uint8Array> {
    return collect(this._$port, n, false, false, true);
  }

  /**
   * Reads up to a line feed, and that too. At the end of the stream gives what there is without one.
   *
   * @throws as `read`
   */
  readline(): Promise<Uint8Array> {
    return collect(this._$port, ALL, false, true);
  }

  /**
   * Sends bytes, or text as UTF-8 (on Espruino, whose strings are bytes, as it is). What the engine has no room for is held
   * and sent later: `drain` waits for that.
   *
   * @throws OSError if the connection broke or is closed
   */
  write(data: Uint8Array | string): void {
    const port = this._$port;
    const bytes = typeof data == "string" ? encode(data) : data;
    if (port._$closed) throw new OSError(9);
    port._$out = port._$out ? join(port._$out, bytes) : bytes;
    send(port);
    // What is left is the caller's buffer, who may use it again.
    if (port._$out === bytes) port._$out = cut(bytes, 0, bytes.length);
  }

  /**
   * Waits until the engine has taken all that was written. Lets other tasks have their turn in any case.
   *
   * @throws OSError if the connection broke or is closed
   */
  async drain(): Promise<void> {
    const port = this._$port;
    await sleep_ms(0);
    for (;;) {
      send(port);
      if (!port._$out) return;
      await wait(port._$writers);
    }
  }
}

export { Stream as StreamReader, Stream as StreamWriter };

/** The port has something new, or the stream was closed. */
function changed(this: Channel): void {
  const errno = flush(this);
  if (this._$closed && (errno || !this._$out)) {
    this._$out = undefined;
    this.close();
  }
  releaseAll(this._$readers, true);
  releaseAll(this._$writers, true);
}

/** Gives the port what was written; the errno of what went wrong, or 0. */
function flush(port: Channel): number {
  const out = port._$out;
  const taken = out && port.write(out);
  if (taken! < 0) return -taken!;
  if (taken !== undefined) port._$out = taken < out!.length ? cut(out!, taken, out!.length) : undefined;
  return 0;
}

function send(port: Channel): void {
  const errno = port._$closed && !port._$out ? 9 : flush(port);
  if (errno) throw new OSError(errno);
}

/** Waits until the port has something new. */
export function wait(queue: Queue): Promise<unknown> {
  const frame: WaitFrame = { _$s: waiting, _$p: 0, _$of: queue };
  return frame as unknown as Promise<unknown>;
}

function waiting(frame: WaitFrame): void {
  parkOn(frame, frame._$of);
}

/** Reads until there are `n` bytes, or a line if `line`, or any if `once`, or the stream ends, which is an error if `exact`. */
async function collect(
  port: Channel,
  n: number,
  once?: boolean,
  line?: boolean,
  exact?: boolean,
): Promise<Uint8Array> {
  let all: Uint8Array = new Uint8Array(0);
  await sleep_ms(0);
  try {
    while (n > 0) {
      if (port._$readers._$root) throw new RuntimeError("another task reads the stream");
      const got = take(port, n, line);
      if (got === undefined) await wait(port._$readers);
      else if (typeof got == "number") throw new OSError(got);
      else if (got.length) {
        all = join(all, got);
        n -= got.length;
        if (once || (line && got[got.length - 1] == 10)) break;
      } else if (exact) throw new EOFError();
      else break;
    }
  } catch (error) {
    // For the next reader. Whatever was left over before, this one has taken all of it.
    if (all.length) port._$rest = all;
    throw error;
  }
  return all;
}

/** As the port's `read`, beginning with what was left over. */
function take(port: Channel, n: number, line?: boolean): Uint8Array | number | undefined {
  const rest = port._$rest;
  if (port._$closed) return 9;
  if (!rest) return port.read(n, line);
  const length = rest.length;
  let end = 0;
  while (end < length && end < n && !(end && line && rest[end - 1] == 10)) end++;
  port._$rest = end < length ? cut(rest, end, length) : undefined;
  return cut(rest, 0, end);
}

/** A copy of a part, which must lie inside: not every engine has `slice`, and Espruino's `subarray` looks at no length. */
function cut(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return new Uint8Array(bytes.subarray(from, to));
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (!a.length) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
