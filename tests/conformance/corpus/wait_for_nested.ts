import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(100);
  } finally {
    log("job leaves");
  }
}

async function inner() {
  return await asyncio.wait_for_ms(job(), 50);
}

export async function main() {
  await outcome("outer first", asyncio.wait_for_ms(inner(), 10));
  async function outer() {
    return await asyncio.wait_for_ms(job(), 10);
  }

  await outcome("inner first", asyncio.wait_for_ms(outer(), 50));
}
