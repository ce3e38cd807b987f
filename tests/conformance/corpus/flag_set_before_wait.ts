import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

export async function main() {
  const flag = new asyncio.ThreadSafeFlag();
  flag.set();
  flag.set();
  await flag.wait();
  log("woken");
  await outcome("again", asyncio.wait_for_ms(flag.wait(), 5));
}
