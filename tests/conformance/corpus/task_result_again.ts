import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(5);
  return "result";
}

export async function main() {
  const task = asyncio.create_task(job());
  log(task.done());
  log(await task, task.done());
  log(await task);
  await asyncio.sleep_ms(5);
  log(await task);
}
