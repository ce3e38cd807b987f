import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(5);
  return "result";
}

export async function main() {
  const task = asyncio.create_task(job());
  asyncio.create_task(outcome("waiter", task));
  await asyncio.sleep_ms(1);
  await outcome("gather", asyncio.gather(task));
  await asyncio.sleep_ms(10);
  log("end");
}
