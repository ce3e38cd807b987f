import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function uses(name: string, lock: asyncio.Lock) {
  {
    using held = await lock.hold();
    log(name, "has it", held.locked());
    await asyncio.sleep_ms(2);
    throw new ValueError(name);
  }
}

export async function main() {
  const lock = new asyncio.Lock();
  const a = asyncio.create_task(uses("a", lock));
  const b = asyncio.create_task(uses("b", lock));
  await outcome("a", a);
  await outcome("b", b);
  log(lock.locked());
}
