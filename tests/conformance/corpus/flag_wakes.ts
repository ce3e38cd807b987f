import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function sets(flag: asyncio.ThreadSafeFlag, ms: number) {
  await asyncio.sleep_ms(ms);
  log("sets");
  flag.set();
}

export async function main() {
  const flag = new asyncio.ThreadSafeFlag();
  asyncio.create_task(sets(flag, 5));
  await flag.wait();
  log("woken");
  asyncio.create_task(sets(flag, 3));
  await flag.wait();
  log("woken");
}
