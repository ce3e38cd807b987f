import * as asyncio from "asyncio";
import { log, text } from "../prelude.ts";

async function serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
  let line;
  for (;;) {
    line = await reader.readline();
    log("server got", line.length, text(line).trim());
    if (line.length === 0) {
      break;
    }
    await asyncio.sleep_ms(5);
    writer.write(line);
    await writer.drain();
  }
  writer.close();
  await writer.wait_closed();
}

export async function main() {
  const server = await asyncio.start_server(serve, "127.0.0.1", 8101);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", 8101);
  log("connected");
  for (const line of ["one\n", "two\n"]) {
    writer.write(line);
    await writer.drain();
    log(text(await reader.readline()).trim());
  }
  writer.close();
  await writer.wait_closed();
  await asyncio.sleep_ms(5);
  server.close();
  await server.wait_closed();
  log("end");
}
