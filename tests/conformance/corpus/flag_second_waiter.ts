import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function waits(name: string, flag: asyncio.ThreadSafeFlag) {
  await outcome(name, flag.wait());
}

export async function main() {
  const flag = new asyncio.ThreadSafeFlag();
  asyncio.create_task(waits("first", flag));
  asyncio.create_task(waits("second", flag));
  await asyncio.sleep_ms(5);
  flag.set();
  await asyncio.sleep_ms(5);
  log("end");
}
