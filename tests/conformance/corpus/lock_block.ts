import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function uses(name: string, lock: asyncio.Lock) {
  {
    using held = await lock.hold();
    log(name, "has it", held.locked());
    await asyncio.sleep_ms(3);
  }
  log(name, "left");
}

export async function main() {
  const lock = new asyncio.Lock();
  await asyncio.gather(uses("a", lock), uses("b", lock), uses("c", lock));
  log(lock.locked());
}
