import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string, ms: number) {
  await asyncio.sleep_ms(ms);
  log(name);
  return name;
}

export async function main() {
  log(await asyncio.gather(job("a", 4), asyncio.create_task(pair()), job("d", 1)));
}

async function pair() {
  return await asyncio.gather(job("b", 2), job("c", 3));
}
