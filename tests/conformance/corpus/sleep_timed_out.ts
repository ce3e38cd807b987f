import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(20);
}

export async function main() {
  await outcome("sleep", asyncio.wait_for_ms(job(), 5));
  log("after");
}
