import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job(name: string) {
  try {
    await asyncio.sleep_ms(100);
  } finally {
    log(name, "cleans up");
    await asyncio.sleep_ms(3);
    log(name, "cleaned up");
  }
}

async function caller() {
  try {
    await asyncio.gather(job("a"), job("b"));
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log("caller cancelled");
    throw error;
  }
}

export async function main() {
  const task = asyncio.create_task(caller());
  await asyncio.sleep_ms(5);
  log(task.cancel());
  await outcome("caller", task);
  await asyncio.sleep_ms(10);
}
