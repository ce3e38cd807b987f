import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function uses(name: string, lock: asyncio.Lock) {
  {
    using held = await lock.hold();
    log(name, "has it", held.locked());
    await asyncio.sleep_ms(100);
  }
}

export async function main() {
  const lock = new asyncio.Lock();
  const a = asyncio.create_task(uses("a", lock));
  const b = asyncio.create_task(uses("b", lock));
  await asyncio.sleep_ms(5);
  a.cancel();
  await asyncio.sleep_ms(5);
  log(a.done(), b.done(), lock.locked());
  b.cancel();
  await asyncio.sleep_ms(5);
  log(b.done(), lock.locked());
}
