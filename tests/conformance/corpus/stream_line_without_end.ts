import * as asyncio from "asyncio";
import { log, text } from "../prelude.ts";

async function serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
  writer.write("whole\nha");
  await writer.drain();
  await asyncio.sleep_ms(5);
  writer.write("lf");
  await writer.drain();
  writer.close();
  await writer.wait_closed();
}

export async function main() {
  let line;
  const server = await asyncio.start_server(serve, "127.0.0.1", 8115);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", 8115);
  for (let i = 0; i < 3; i++) {
    line = text(await reader.readline());
    log(line.length, line.trim());
  }
  writer.close();
  await writer.wait_closed();
  server.close();
}
