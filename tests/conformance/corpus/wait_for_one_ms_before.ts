import * as asyncio from "asyncio";
import { outcome } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(9);
  return "result";
}

export async function main() {
  await outcome("it", asyncio.wait_for_ms(job(), 10));
  await outcome("it", asyncio.wait_for_ms(job(), 9));
  await outcome("it", asyncio.wait_for_ms(job(), 8));
}
