import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string) {
  await asyncio.sleep_ms(5);
  log(name);
}

export async function main() {
  await asyncio.sleep_ms(0);
  asyncio.create_task(job("before"));
  await asyncio.gather(job("a"), job("b"));
  log("gathered");
  await asyncio.sleep_ms(0);
}
