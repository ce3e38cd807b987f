import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function producer(q: asyncio.Queue) {
  for (let i = 0; i < 5; i++) {
    await q.put(i);
    log("put", i, q.qsize());
  }
}

export async function main() {
  const q = new asyncio.Queue(2);
  asyncio.create_task(producer(q));
  await asyncio.sleep_ms(10);
  for (let i = 0; i < 5; i++) {
    log("got", await q.get());
    await asyncio.sleep_ms(10);
  }
}
