import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(100);
}

export async function main() {
  const task = asyncio.create_task(job());
  asyncio.create_task(outcome("other", task));
  await outcome("it", asyncio.wait_for_ms(task, 10));
  await asyncio.sleep_ms(5);
  log(task.done());
}
