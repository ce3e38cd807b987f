import * as asyncio from "asyncio";
import { ticks_ms } from "time";
import { go_to_tick, log } from "../prelude.ts";

async function far() {
  await asyncio.sleep_ms(0x20000000 - 1);
  log("far");
}

export async function main() {
  await go_to_tick(0x40000000 - 3);
  asyncio.create_task(far());
  await asyncio.sleep_ms(5);
  log("near", ticks_ms());
  await asyncio.sleep_ms(0x20000000 - 6);
  log("just before");
  await asyncio.sleep_ms(1);
  log("after");
}
