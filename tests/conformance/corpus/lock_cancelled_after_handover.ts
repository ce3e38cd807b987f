import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function uses(name: string, lock: asyncio.Lock) {
  try {
    await lock.acquire();
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log(name, "cancelled");
    throw error;
  }
  log(name, "has it");
  await asyncio.sleep_ms(2);
  lock.release();
}

export async function main() {
  const lock = new asyncio.Lock();
  await lock.acquire();
  const a = asyncio.create_task(uses("a", lock));
  const b = asyncio.create_task(uses("b", lock));
  await asyncio.sleep_ms(5);
  lock.release();
  log(a.cancel());
  await asyncio.sleep_ms(5);
  log(a.done(), b.done(), lock.locked());
}
