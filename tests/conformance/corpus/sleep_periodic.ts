import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string, ms: number, times: number) {
  for (let i = 0; i < times; i++) {
    await asyncio.sleep_ms(ms);
    log(name, i);
  }
}

export async function main() {
  asyncio.create_task(job("three", 3, 4));
  asyncio.create_task(job("four", 4, 3));
  await asyncio.sleep_ms(12);
  log("main");
  await asyncio.sleep_ms(0);
}
