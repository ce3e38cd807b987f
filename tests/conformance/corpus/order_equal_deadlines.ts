import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string, ms: number) {
  await asyncio.sleep_ms(ms);
  log(name);
}

async function first() {
  await asyncio.sleep_ms(5);
  await asyncio.sleep_ms(5);
  log("in two steps");
}

export async function main() {
  asyncio.create_task(first());
  for (const name of ["a", "b", "c", "d", "e"]) {
    asyncio.create_task(job(name, 10));
  }
  await asyncio.sleep_ms(10);
  log("main");
  await asyncio.sleep_ms(0);
  log("end");
}
