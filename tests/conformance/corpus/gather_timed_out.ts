import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job(name: string) {
  try {
    await asyncio.sleep_ms(100);
  } finally {
    log(name, "leaves");
  }
}

async function both() {
  return await asyncio.gather(job("a"), job("b"));
}

export async function main() {
  await outcome("both", asyncio.wait_for_ms(both(), 10));
  await asyncio.sleep_ms(5);
}
