import * as asyncio from "asyncio";
import { log, text } from "../prelude.ts";

async function serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
  await asyncio.sleep_ms(20);
  writer.write("late\n");
  await writer.drain();
  await asyncio.sleep_ms(20);
  writer.close();
  await writer.wait_closed();
}

async function reads(reader: asyncio.StreamReader) {
  try {
    log(text(await reader.readline()).trim());
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log("cancelled");
    throw error;
  }
}

export async function main() {
  const server = await asyncio.start_server(serve, "127.0.0.1", 8105);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", 8105);
  const task = asyncio.create_task(reads(reader));
  await asyncio.sleep_ms(5);
  log(task.cancel());
  await asyncio.sleep_ms(1);
  log(task.done());
  await reads(reader);
  writer.close();
  await writer.wait_closed();
  server.close();
}
