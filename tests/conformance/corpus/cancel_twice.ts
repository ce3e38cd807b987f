import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(100);
  } finally {
    log("cleans up");
    await asyncio.sleep_ms(2);
    log("cleaned up");
  }
}

export async function main() {
  const task = asyncio.create_task(job());
  await asyncio.sleep_ms(5);
  log(task.cancel(), task.cancel());
  await outcome("it", task);
}
