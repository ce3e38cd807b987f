import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job() {
  return 1;
}

export async function main() {
  const task = asyncio.create_task(job());
  await asyncio.sleep_ms(3);
  log(task.done());
  log(await task);
}
