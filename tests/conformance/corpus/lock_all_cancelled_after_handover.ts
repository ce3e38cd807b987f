import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function uses(lock: asyncio.Lock) {
  await lock.acquire();
  log("never");
}

export async function main() {
  const lock = new asyncio.Lock();
  await lock.acquire();
  const a = asyncio.create_task(uses(lock));
  const b = asyncio.create_task(uses(lock));
  await asyncio.sleep_ms(5);
  lock.release();
  a.cancel();
  b.cancel();
  await asyncio.sleep_ms(5);
  log(a.done(), b.done(), lock.locked());
  log(await lock.acquire());
}
