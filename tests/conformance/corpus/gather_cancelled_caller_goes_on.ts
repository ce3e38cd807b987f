import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job(name: string, ms: number) {
  try {
    await asyncio.sleep_ms(ms);
    log(name, "slept");
  } finally {
    log(name, "leaves");
  }
}

async function caller() {
  try {
    await asyncio.gather(job("a", 100), job("b", 2));
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log("swallowed");
  }
  log(await asyncio.gather(job("c", 3)));
}

export async function main() {
  const task = asyncio.create_task(caller());
  await asyncio.sleep_ms(5);
  log(task.cancel());
  await outcome("caller", task);
}
