import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string, ms: number) {
  await asyncio.sleep_ms(ms);
  log(name);
}

export async function main() {
  asyncio.create_task(job("a", 0));
  asyncio.create_task(job("b", -100));
  asyncio.create_task(job("c", 0));
  await asyncio.sleep_ms(1);
}
