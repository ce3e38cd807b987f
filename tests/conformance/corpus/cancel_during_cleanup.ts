import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(100);
  } finally {
    try {
      await asyncio.sleep_ms(50);
      log("never");
    } finally {
      log("cut short");
    }
  }
}

export async function main() {
  const task = asyncio.create_task(job());
  await asyncio.sleep_ms(5);
  log(task.cancel());
  await asyncio.sleep_ms(5);
  log(task.cancel());
  await outcome("it", task);
}
