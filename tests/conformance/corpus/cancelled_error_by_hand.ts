import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(1);
  throw new asyncio.CancelledError();
}

export async function main() {
  const task = asyncio.create_task(job());
  await asyncio.sleep_ms(5);
  log(task.done(), task.cancel());
  await outcome("it", task);
}
