import * as asyncio from "asyncio";
import { OSError } from "builtins";
import { log } from "../prelude.ts";

async function serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
  await asyncio.sleep_ms(5);
  writer.close();
  await writer.wait_closed();
}

export async function main() {
  const server = await asyncio.start_server(serve, "127.0.0.1", 8113);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", 8113);
  writer.write("nobody reads this");
  await writer.drain();
  try {
    log((await reader.read(5)).length);
  } catch (e) {
    if (!(e instanceof OSError)) throw e;
    log("reset", e.errno);
  }
  writer.close();
  await writer.wait_closed();
  server.close();
}
