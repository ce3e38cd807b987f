import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(100);
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log("cancelled");
    throw error;
  } finally {
    await asyncio.sleep_ms(2);
    log("cleaned up");
  }
}

export async function main() {
  const task = asyncio.create_task(job());
  await asyncio.sleep_ms(10);
  log(task.cancel(), task.done());
  await outcome("it", task);
}
