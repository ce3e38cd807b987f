import * as asyncio from "asyncio";
import { outcome } from "../prelude.ts";

async function sets(flag: asyncio.ThreadSafeFlag) {
  await asyncio.sleep_ms(15);
  flag.set();
}

export async function main() {
  const flag = new asyncio.ThreadSafeFlag();
  asyncio.create_task(sets(flag));
  await outcome("wait", asyncio.wait_for_ms(flag.wait(), 10));
  await outcome("wait", asyncio.wait_for_ms(flag.wait(), 10));
}
