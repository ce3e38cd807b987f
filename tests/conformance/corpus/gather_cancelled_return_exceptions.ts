import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job(name: string) {
  try {
    await asyncio.sleep_ms(100);
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log(name, "cancelled");
    throw error;
  }
}

async function caller() {
  log(await asyncio.gather(job("a"), job("b"), { return_exceptions: true }));
}

export async function main() {
  const task = asyncio.create_task(caller());
  await asyncio.sleep_ms(5);
  log(task.cancel());
  await outcome("caller", task);
  await asyncio.sleep_ms(5);
}
