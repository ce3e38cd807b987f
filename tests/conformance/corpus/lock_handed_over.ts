import * as asyncio from "asyncio";
import { attempt, log } from "../prelude.ts";

async function waits(lock: asyncio.Lock) {
  await lock.acquire();
  log("waiter has it", lock.locked());
  lock.release();
}

async function steals(lock: asyncio.Lock) {
  log("thief wants it", lock.locked());
  await lock.acquire();
  log("thief has it");
  lock.release();
}

export async function main() {
  const lock = new asyncio.Lock();
  await lock.acquire();
  asyncio.create_task(waits(lock));
  await asyncio.sleep_ms(5);
  lock.release();
  log(
    lock.locked(),
    attempt(() => lock.release()),
  );
  await steals(lock);
  log(lock.locked());
}
