import * as asyncio from "asyncio";
import { outcome, text } from "../prelude.ts";

async function serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
  await asyncio.sleep_ms(30);
  writer.write("late\n");
  await writer.drain();
  writer.close();
  await writer.wait_closed();
}

async function line_of(reader: asyncio.StreamReader) {
  return text(await reader.readline()).trim();
}

export async function main() {
  const server = await asyncio.start_server(serve, "127.0.0.1", 8106);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", 8106);
  await outcome("line", asyncio.wait_for_ms(line_of(reader), 10));
  await outcome("line", asyncio.wait_for_ms(line_of(reader), 10));
  await outcome("line", asyncio.wait_for_ms(line_of(reader), 20));
  writer.close();
  await writer.wait_closed();
  server.close();
}
