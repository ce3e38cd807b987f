import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function consumer(name: string, q: asyncio.Queue) {
  await outcome(name, q.get());
}

export async function main() {
  const q = new asyncio.Queue();
  const a = asyncio.create_task(consumer("a", q));
  asyncio.create_task(consumer("b", q));
  await asyncio.sleep_ms(5);
  log(a.cancel());
  await q.put("item");
  await asyncio.sleep_ms(5);
  log(q.qsize());
}
