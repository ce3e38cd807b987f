import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

export async function main() {
  const q = new asyncio.Queue();
  await q.put(1);
  await outcome("join", asyncio.wait_for_ms(q.join(), 10));
  log(await q.get());
  q.task_done();
  await outcome("join", asyncio.wait_for_ms(q.join(), 10));
}
