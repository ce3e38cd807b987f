import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job(ms: number) {
  await asyncio.sleep_ms(ms);
  log("slept", ms);
}

async function canceller(task: asyncio.Task) {
  await asyncio.sleep_ms(5);
  log(task.cancel());
}

export async function main() {
  const task = asyncio.create_task(job(50));
  asyncio.create_task(canceller(task));
  await outcome("gather", asyncio.gather(job(10), task, { cancel_siblings: false }));
  await asyncio.sleep_ms(20);
}
