import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(5);
  return "result";
}

export async function main() {
  const task = asyncio.create_task(job());
  for (const name of ["a", "b", "c"]) {
    asyncio.create_task(outcome(name, task));
  }
  await asyncio.sleep_ms(5);
  log("main", await task);
  await asyncio.sleep_ms(0);
}
