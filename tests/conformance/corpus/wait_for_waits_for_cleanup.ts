import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(100);
  } finally {
    await asyncio.sleep_ms(20);
    log("cleaned up");
  }
}

export async function main() {
  await outcome("it", asyncio.wait_for_ms(job(), 10));
}
