import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function first() {
  await asyncio.sleep_ms(4);
  return 1;
}

async function next_one(task: asyncio.Task<number>): Promise<number> {
  return 1 + (await task);
}

export async function main() {
  const a = asyncio.create_task(first());
  const b = asyncio.create_task(next_one(a));
  const c = asyncio.create_task(next_one(b));
  log(await c, await b, await a);
}
