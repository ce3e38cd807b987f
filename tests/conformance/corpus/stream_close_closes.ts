import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
  log("server got", (await reader.read()).length);
  writer.close();
  await writer.wait_closed();
}

export async function main() {
  const server = await asyncio.start_server(serve, "127.0.0.1", 8111);
  const [, writer] = await asyncio.open_connection("127.0.0.1", 8111);
  writer.write("abc");
  await writer.drain();
  await asyncio.sleep_ms(5);
  writer.close();
  await asyncio.sleep_ms(5);
  await writer.wait_closed();
  log("closed");
  await asyncio.sleep_ms(5);
  server.close();
}
