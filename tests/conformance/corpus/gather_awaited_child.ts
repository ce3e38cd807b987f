import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(5);
  return "result";
}

async function gathers(task: asyncio.Task) {
  log(await asyncio.gather(task));
}

export async function main() {
  const task = asyncio.create_task(job());
  asyncio.create_task(gathers(task));
  await asyncio.sleep_ms(1);
  await outcome("child", task);
  await asyncio.sleep_ms(10);
  log(await task);
}
