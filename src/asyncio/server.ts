/// <reference lib="esnext.disposable" preserve="true" />
import { OSError, ValueError } from "../builtins/exceptions.ts";
import { listen } from "../kernel/port.ts";
import type { Queue } from "../kernel/queue.ts";
import { releaseAll, spawn } from "../kernel/scheduler.ts";
import { Stream, wait } from "./stream.ts";

/**
 * A TCP server; `start_server` makes it.
 *
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#class-server
 *
 * @example
 * await using server = await asyncio.start_server(serve, "0.0.0.0", 80);
 */
export class Server {
  /** Ends listening; undefined once that was done. */
  declare _$stop: (() => void) | undefined;
  /** Tasks in `wait_closed`; before that the one in `start_server`. */
  declare _$waiters: Queue;

  constructor() {
    this._$waiters = {};
  }

  /** Stops to listen. Connections that there are stay open. */
  close(): void {
    const stop = this._$stop;
    this._$stop = undefined;
    if (stop) stop();
    releaseAll(this._$waiters, undefined);
  }

  /** Waits until somebody closes the server. Cancelled, it closes the server. */
  async wait_closed(): Promise<void> {
    try {
      while (this._$stop) await wait(this._$waiters);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Closes; `await using` calls it. */
  [Symbol.asyncDispose](): Promise<void> {
    this.close();
    return this.wait_closed();
  }
}

/**
 * Listens for TCP connections and runs `callback(reader, writer)` as a task of its own for each.
 *
 * @param host address of the interface to listen at, `"0.0.0.0"` for all; Espruino listens at all of them in any case
 * @param port 1 to 65535
 * @param backlog how many connections may wait to be accepted; Espruino has 10 in any case
 * @throws OSError if it cannot listen: EADDRINUSE (98) …
 * @throws ValueError if `ssl` is asked for: there is no TLS
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#asyncio.start_server
 */
export async function start_server(
  callback: (reader: Stream, writer: Stream) => PromiseLike<unknown>,
  host: string,
  port: number,
  backlog = 5,
  ssl?: null | false,
): Promise<Server> {
  if (ssl) throw new ValueError("there is no TLS");
  const server = new Server();
  let errno: number | undefined;
  server._$stop = listen(host, port, backlog, (result, connection, peername) => {
    if (connection) {
      const stream = new Stream(connection, { peername });
      spawn(callback(stream, stream));
    } else {
      errno = result;
      releaseAll(server._$waiters, undefined);
    }
  });
  try {
    while (errno === undefined) await wait(server._$waiters);
    if (errno) throw new OSError(errno);
  } catch (error) {
    server.close();
    throw error;
  }
  return server;
}
