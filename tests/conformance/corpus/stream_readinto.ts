import * as asyncio from "asyncio";
import { log, text } from "../prelude.ts";

async function serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
  writer.write("abcdef");
  await writer.drain();
  writer.close();
  await writer.wait_closed();
}

export async function main() {
  const server = await asyncio.start_server(serve, "127.0.0.1", 8114);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", 8114);
  const buffer = new Uint8Array(4);
  for (let i = 0; i < 3; i++) {
    log(await reader.readinto(buffer), text(buffer));
  }
  writer.close();
  await writer.wait_closed();
  server.close();
}
