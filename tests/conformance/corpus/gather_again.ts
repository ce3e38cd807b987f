import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(5);
  return "result";
}

export async function main() {
  const task = asyncio.create_task(job());
  log(await asyncio.gather(task));
  log(await asyncio.gather(task, job()));
  log(await task);
}
