import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function releases(lock: asyncio.Lock) {
  await asyncio.sleep_ms(3);
  lock.release();
}

export async function main() {
  const lock = new asyncio.Lock();
  await lock.acquire();
  asyncio.create_task(releases(lock));
  await lock.acquire();
  log("again");
}
