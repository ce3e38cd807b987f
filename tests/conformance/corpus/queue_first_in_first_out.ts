import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function producer(q: asyncio.Queue) {
  for (let i = 0; i < 4; i++) {
    log("puts", i);
    await q.put(i);
    await asyncio.sleep_ms(5);
  }
}

export async function main() {
  const q = new asyncio.Queue();
  asyncio.create_task(producer(q));
  for (let i = 0; i < 4; i++) {
    log("got", await q.get());
  }
  log(q.qsize());
}
