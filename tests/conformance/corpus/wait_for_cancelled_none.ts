import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(100);
  } finally {
    await asyncio.sleep_ms(3);
    log("job cleaned up");
  }
}

async function caller() {
  await asyncio.wait_for_ms(job(), null);
}

export async function main() {
  const task = asyncio.create_task(caller());
  await asyncio.sleep_ms(5);
  log(task.cancel());
  await outcome("caller", task);
}
