import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(100);
  } catch {
    log("caught");
  }
  log("goes on");
}

export async function main() {
  const task = asyncio.create_task(job());
  await asyncio.sleep_ms(5);
  task.cancel();
  await outcome("it", task);
}
