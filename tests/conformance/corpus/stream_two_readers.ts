import * as asyncio from "asyncio";
import { RuntimeError } from "builtins";
import { log, text } from "../prelude.ts";

async function serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
  await asyncio.sleep_ms(10);
  writer.write("line\n");
  await writer.drain();
  await reader.read();
  writer.close();
  await writer.wait_closed();
}

async function reads(name: string, reader: asyncio.StreamReader) {
  try {
    log(name, text(await reader.readline()).trim());
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error;
    log(name, "refused");
  }
}

export async function main() {
  const server = await asyncio.start_server(serve, "127.0.0.1", 8112);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", 8112);
  asyncio.create_task(reads("first", reader));
  await asyncio.sleep_ms(1);
  asyncio.create_task(reads("second", reader));
  await asyncio.sleep_ms(20);
  writer.close();
  await writer.wait_closed();
  server.close();
  log("end");
}
