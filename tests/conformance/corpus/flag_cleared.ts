import * as asyncio from "asyncio";
import { outcome } from "../prelude.ts";

export async function main() {
  const flag = new asyncio.ThreadSafeFlag();
  flag.set();
  flag.clear();
  await outcome("wait", asyncio.wait_for_ms(flag.wait(), 5));
}
