import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function waits(flag: asyncio.ThreadSafeFlag) {
  await flag.wait();
  log("flag");
}

async function sleeps(name: string, ms: number) {
  await asyncio.sleep_ms(ms);
  log(name);
}

export async function main() {
  const flag = new asyncio.ThreadSafeFlag();
  asyncio.create_task(waits(flag));
  asyncio.create_task(sleeps("five", 5));
  await asyncio.sleep_ms(5);
  asyncio.create_task(sleeps("zero", 0));
  flag.set();
  log("set");
  await asyncio.sleep_ms(1);
}
