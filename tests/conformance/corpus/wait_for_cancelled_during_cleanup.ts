import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(100);
  } finally {
    await asyncio.sleep_ms(20);
    log("job cleaned up");
  }
}

async function caller() {
  await outcome("wait_for", asyncio.wait_for_ms(job(), 10));
}

export async function main() {
  const task = asyncio.create_task(caller());
  await asyncio.sleep_ms(15);
  log(task.cancel());
  await outcome("caller", task);
  await asyncio.sleep_ms(20);
}
