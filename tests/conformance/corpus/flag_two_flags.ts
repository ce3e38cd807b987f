import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function waits(name: string, flag: asyncio.ThreadSafeFlag) {
  await flag.wait();
  log(name);
}

export async function main() {
  const a = new asyncio.ThreadSafeFlag();
  const b = new asyncio.ThreadSafeFlag();
  asyncio.create_task(waits("a", a));
  asyncio.create_task(waits("b", b));
  await asyncio.sleep_ms(5);
  b.set();
  await asyncio.sleep_ms(5);
  a.set();
  await asyncio.sleep_ms(5);
  log("end");
}
