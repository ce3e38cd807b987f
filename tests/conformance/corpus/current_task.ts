import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string) {
  const task = asyncio.current_task();
  await asyncio.sleep_ms(1);
  log(name, task === asyncio.current_task());
  return task === asyncio.current_task();
}

export async function main() {
  const a = asyncio.create_task(job("a"));
  const b = asyncio.create_task(job("b"));
  log(a === asyncio.current_task(), a === b);
  log(await a, await b);
}
