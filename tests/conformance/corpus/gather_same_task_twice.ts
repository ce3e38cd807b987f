import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  log("starts");
  await asyncio.sleep_ms(5);
  return "result";
}

export async function main() {
  const task = asyncio.create_task(job());
  await outcome("gather", asyncio.gather(task, task));
  await outcome("task", task);
}
