import * as asyncio from "asyncio";
import { log, text } from "../prelude.ts";

async function serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
  const name = text(await reader.readline()).trim();
  await asyncio.sleep_ms(10);
  writer.write(name + name);
  await writer.drain();
  writer.close();
  await writer.wait_closed();
}

async function asks(name: string) {
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", 8109);
  writer.write(name + "\n");
  await writer.drain();
  const answer = text(await reader.read());
  writer.close();
  await writer.wait_closed();
  return answer;
}

export async function main() {
  const server = await asyncio.start_server(serve, "127.0.0.1", 8109);
  log(await asyncio.gather(asks("a"), asks("b"), asks("c")));
  server.close();
  await server.wait_closed();
  log("end");
}
