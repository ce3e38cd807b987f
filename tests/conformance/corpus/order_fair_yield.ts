import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string) {
  for (let i = 0; i < 3; i++) {
    log(name, i);
    await asyncio.sleep_ms(0);
  }
}

export async function main() {
  asyncio.create_task(job("a"));
  asyncio.create_task(job("b"));
  asyncio.create_task(job("c"));
  await asyncio.sleep_ms(1);
}
