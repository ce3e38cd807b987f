import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function waits(flag: asyncio.ThreadSafeFlag) {
  for (;;) {
    await flag.wait();
    log("woken");
  }
}

export async function main() {
  const flag = new asyncio.ThreadSafeFlag();
  asyncio.create_task(waits(flag));
  await asyncio.sleep_ms(2);
  for (let i = 0; i < 3; i++) {
    flag.set();
  }
  await asyncio.sleep_ms(5);
  flag.set();
  await asyncio.sleep_ms(5);
}
