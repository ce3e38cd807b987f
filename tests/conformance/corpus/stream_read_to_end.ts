import * as asyncio from "asyncio";
import { log, text } from "../prelude.ts";

async function serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
  for (const name of ["a", "bc", "def"]) {
    writer.write(name);
    await writer.drain();
    await asyncio.sleep_ms(5);
  }
  writer.close();
  await writer.wait_closed();
}

export async function main() {
  const server = await asyncio.start_server(serve, "127.0.0.1", 8102);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", 8102);
  log(text(await reader.read()));
  log((await reader.read(5)).length);
  writer.close();
  await writer.wait_closed();
  server.close();
}
