import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(50);
  } finally {
    log("job leaves");
  }
}

async function waits(task: asyncio.Task) {
  await task;
}

export async function main() {
  const task = asyncio.create_task(job());
  await outcome("waits", asyncio.wait_for_ms(waits(task), 10));
  log(task.done());
  await outcome("task", task);
}
