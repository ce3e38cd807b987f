import * as asyncio from "asyncio";
import { outcome } from "../prelude.ts";

async function producer(q: asyncio.Queue) {
  await asyncio.sleep_ms(15);
  await q.put("late");
}

export async function main() {
  const q = new asyncio.Queue();
  asyncio.create_task(producer(q));
  await outcome("get", asyncio.wait_for_ms(q.get(), 10));
  await outcome("get", asyncio.wait_for_ms(q.get(), 10));
}
