import * as asyncio from "asyncio";
import { log, text } from "../prelude.ts";

async function serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
  let line;
  for (;;) {
    line = await reader.readline();
    if (line.length === 0) {
      break;
    }
    writer.write(line);
    await writer.drain();
  }
  writer.close();
  await writer.wait_closed();
}

export async function main() {
  const server = await asyncio.start_server(serve, "127.0.0.1", 8116);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", 8116);
  await asyncio.sleep_ms(1);
  server.close();
  await server.wait_closed();
  writer.write("still\n");
  await writer.drain();
  log(text(await reader.readline()).trim());
  writer.close();
  await writer.wait_closed();
}
