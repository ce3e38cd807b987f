import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function waits(name: string, flag: asyncio.ThreadSafeFlag) {
  try {
    await flag.wait();
    log(name, "woken");
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log(name, "cancelled");
    throw error;
  }
}

export async function main() {
  const flag = new asyncio.ThreadSafeFlag();
  const task = asyncio.create_task(waits("first", flag));
  await asyncio.sleep_ms(5);
  log(task.cancel());
  await asyncio.sleep_ms(1);
  flag.set();
  await asyncio.create_task(waits("second", flag));
}
