import * as asyncio from "asyncio";
import { OSError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function job(ms: number) {
  await asyncio.sleep_ms(ms);
  return ms;
}

async function fails() {
  throw new OSError(5);
}

export async function main() {
  log(await asyncio.wait_for_ms(job(50), null));
  log(await asyncio.wait_for(job(50), null));
  await outcome("fails", asyncio.wait_for_ms(fails(), null));
  const task = asyncio.create_task(job(5));
  log(await asyncio.wait_for(task, null));
}
