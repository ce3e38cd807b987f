import * as asyncio from "asyncio";
import { log, outcome, text } from "../prelude.ts";

async function serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
  for (let i = 0; i < 3; i++) {
    await asyncio.sleep_ms(5);
    writer.write("abcd");
    await writer.drain();
  }
  writer.close();
  await writer.wait_closed();
}

export async function main() {
  const server = await asyncio.start_server(serve, "127.0.0.1", 8104);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", 8104);
  log(text(await reader.readexactly(6)));
  log(text(await reader.readexactly(2)));
  await outcome("too many", reader.readexactly(6));
  writer.close();
  await writer.wait_closed();
  server.close();
}
