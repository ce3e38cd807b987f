import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(ms: number) {
  await asyncio.sleep_ms(ms);
  return ms;
}

export async function main() {
  log(await asyncio.wait_for_ms(job(5), 10));
  log(await asyncio.wait_for(job(5), 1));
  const task = asyncio.create_task(job(5));
  log(await asyncio.wait_for_ms(task, 10));
  log(await asyncio.wait_for_ms(task, 10));
}
