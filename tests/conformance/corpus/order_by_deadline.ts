import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string, ms: number) {
  await asyncio.sleep_ms(ms);
  log(name);
}

export async function main() {
  asyncio.create_task(job("late", 30));
  asyncio.create_task(job("early", 10));
  asyncio.create_task(job("middle", 20));
  await asyncio.sleep_ms(40);
}
