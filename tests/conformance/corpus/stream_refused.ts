import * as asyncio from "asyncio";
import { OSError } from "builtins";
import { log, text } from "../prelude.ts";

async function talks() {
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", 8108);
  writer.write("hello");
  await writer.drain();
  return text(await reader.read(5));
}

export async function main() {
  try {
    log(await talks());
  } catch (e) {
    if (!(e instanceof OSError)) throw e;
    log("refused", e.errno);
  }
}
