import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function producer(name: string, q: asyncio.Queue) {
  await outcome(name, q.put(name));
}

export async function main() {
  const q = new asyncio.Queue(1);
  await q.put("first");
  const a = asyncio.create_task(producer("a", q));
  asyncio.create_task(producer("b", q));
  await asyncio.sleep_ms(5);
  log(a.cancel());
  await asyncio.sleep_ms(5);
  log(await q.get());
  log(await q.get());
  log(q.qsize());
}
