import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function uses(name: string, lock: asyncio.Lock) {
  log(name, "wants", lock.locked());
  await lock.acquire();
  log(name, "has");
  await asyncio.sleep_ms(5);
  lock.release();
  log(name, "released", lock.locked());
}

export async function main() {
  const lock = new asyncio.Lock();
  for (const name of ["a", "b", "c"]) {
    asyncio.create_task(uses(name, lock));
  }
  await asyncio.sleep_ms(20);
  log(lock.locked());
}
