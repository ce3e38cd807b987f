import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(10);
  log("slept");
  return "result";
}

export async function main() {
  await outcome("it", asyncio.wait_for_ms(job(), 10));
}
