import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

export async function main() {
  const lock = new asyncio.Lock();
  await lock.acquire();
  await outcome("acquire", asyncio.wait_for_ms(lock.acquire(), 10));
  lock.release();
  log(lock.locked());
  await outcome("acquire", asyncio.wait_for_ms(lock.acquire(), 10));
  log(lock.locked());
}
