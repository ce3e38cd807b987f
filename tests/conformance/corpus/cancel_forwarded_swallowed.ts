import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(100);
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    return "anyway";
  }
}

async function waits(task: asyncio.Task) {
  return await task;
}

export async function main() {
  const task = asyncio.create_task(job());
  const waiter = asyncio.create_task(waits(task));
  await asyncio.sleep_ms(5);
  log(waiter.cancel());
  await outcome("waiter", waiter);
}
