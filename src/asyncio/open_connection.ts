import { OSError, ValueError } from "../builtins/exceptions.ts";
import { connect } from "../kernel/port.ts";
import { Stream, wait } from "./stream.ts";

/**
 * Connects by TCP and gives a reader and a writer, which are the same stream.
 *
 * Cancelled, it gives the connection up. On Espruino for the ESP32 the engine itself stands still while it connects.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @throws OSError if it cannot be made: ECONNREFUSED (111), ETIMEDOUT (110), EHOSTUNREACH (113), also for an unknown host …
 * @throws ValueError if `ssl` is asked for: there is no TLS
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#asyncio.open_connection
 */
export async function open_connection(
  host: string,
  port: number,
  ssl?: null | false,
): Promise<[reader: Stream, writer: Stream]> {
  if (ssl) throw new ValueError("there is no TLS");
  const stream = new Stream(connect(host, port), { peername: [host, port] });
  const channel = stream._$port;
  const nothing = new Uint8Array(0);
  try {
    let taken;
    while ((taken = channel.write(nothing)) === undefined) await wait(channel._$writers);
    if (taken < 0) throw new OSError(-taken);
  } catch (error) {
    channel.close();
    throw error;
  }
  return [stream, stream];
}
