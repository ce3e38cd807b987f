import * as asyncio from "asyncio";
import { log, text } from "../prelude.ts";

async function serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
  await asyncio.sleep_ms(5);
  writer.write("abcdefgh");
  await writer.drain();
  await asyncio.sleep_ms(5);
  writer.write("ij");
  await writer.drain();
  await asyncio.sleep_ms(5);
  writer.close();
  await writer.wait_closed();
}

export async function main() {
  const server = await asyncio.start_server(serve, "127.0.0.1", 8103);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", 8103);
  for (let i = 0; i < 4; i++) {
    log(text(await reader.read(5)));
  }
  writer.close();
  await writer.wait_closed();
  server.close();
}
