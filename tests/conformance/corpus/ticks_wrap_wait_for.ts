import * as asyncio from "asyncio";
import { go_to_tick, log, outcome } from "../prelude.ts";

async function job(ms: number) {
  try {
    await asyncio.sleep_ms(ms);
    return ms;
  } finally {
    log("leaves", ms);
  }
}

export async function main() {
  await go_to_tick(0x40000000 - 5);
  await outcome("slow", asyncio.wait_for_ms(job(20), 10));
  await outcome("fast", asyncio.wait_for_ms(job(3), 10));
}
