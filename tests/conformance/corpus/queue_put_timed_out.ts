import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

export async function main() {
  const q = new asyncio.Queue(1);
  await q.put(1);
  await outcome("put", asyncio.wait_for_ms(q.put(2), 10));
  log(q.qsize(), await q.get(), q.qsize());
}
