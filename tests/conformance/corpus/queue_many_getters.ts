import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function consumer(name: string, q: asyncio.Queue) {
  log(name, "got", await q.get());
}

export async function main() {
  const q = new asyncio.Queue();
  for (const name of ["a", "b", "c"]) {
    asyncio.create_task(consumer(name, q));
  }
  await asyncio.sleep_ms(5);
  await q.put(1);
  await asyncio.sleep_ms(5);
  await q.put(2);
  await q.put(3);
  await asyncio.sleep_ms(5);
}
