import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(100);
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log("cancelled");
    throw error;
  }
}

export async function main() {
  await outcome("ms", asyncio.wait_for_ms(job(), 10));
  await outcome("s", asyncio.wait_for(job(), 0.01));
}
