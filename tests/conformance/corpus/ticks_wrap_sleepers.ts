import * as asyncio from "asyncio";
import { ticks_ms } from "time";
import { go_to_tick, log } from "../prelude.ts";

async function job(ms: number) {
  await asyncio.sleep_ms(ms);
  log(ms);
}

export async function main() {
  await go_to_tick(0x40000000 - 20);
  for (const ms of [10, 30, 20, 5, 25, 15, 20]) {
    asyncio.create_task(job(ms));
  }
  await asyncio.sleep_ms(30);
  log("end", ticks_ms());
}
