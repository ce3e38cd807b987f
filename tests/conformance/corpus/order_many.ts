import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(i: number, ms: number) {
  await asyncio.sleep_ms(ms);
  log(i, ms);
}

export async function main() {
  let seed;
  seed = 7;
  for (let i = 0; i < 20; i++) {
    seed = (seed * 137 + 11) % 101;
    asyncio.create_task(job(i, seed % 13));
  }
  await asyncio.sleep_ms(20);
}
