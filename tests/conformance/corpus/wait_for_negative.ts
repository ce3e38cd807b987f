import * as asyncio from "asyncio";
import { outcome } from "../prelude.ts";

async function at_once() {
  return "at once";
}

async function job() {
  await asyncio.sleep_ms(1);
}

export async function main() {
  await outcome("at once", asyncio.wait_for_ms(at_once(), -5));
  await outcome("sleeps", asyncio.wait_for_ms(job(), -5));
}
