import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(100);
  } finally {
    log("job cleans up");
    await asyncio.sleep_ms(3);
    log("job cleaned up");
  }
}

async function caller() {
  try {
    await asyncio.wait_for_ms(job(), 50);
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
  await asyncio.sleep_ms(1);
  log(task.done());
  await asyncio.sleep_ms(10);
}
