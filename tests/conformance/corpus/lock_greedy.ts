import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function uses(name: string, lock: asyncio.Lock) {
  for (let i = 0; i < 3; i++) {
    await lock.acquire();
    log(name, i);
    lock.release();
  }
}

export async function main() {
  const lock = new asyncio.Lock();
  await lock.acquire();
  asyncio.create_task(uses("a", lock));
  asyncio.create_task(uses("b", lock));
  await asyncio.sleep_ms(5);
  lock.release();
  await asyncio.sleep_ms(5);
}
