import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  try {
    log("never");
    await asyncio.sleep_ms(1);
  } finally {
    log("never");
  }
}

export async function main() {
  const task = asyncio.create_task(job());
  log(task.cancel(), task.done());
  await asyncio.sleep_ms(5);
  log(task.done());
  await outcome("it", task);
}
