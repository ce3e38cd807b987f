import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(100);
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log("cancelled");
    throw error;
  }
}

async function other() {
  log("other");
}

export async function main() {
  const task = asyncio.create_task(job());
  await asyncio.sleep_ms(5);
  asyncio.create_task(other());
  log(task.cancel());
  log("still in main", task.done());
  await asyncio.sleep_ms(0);
  log(task.done());
}
