import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(1);
  await outcome("itself", asyncio.current_task());
  log("goes on");
}

export async function main() {
  asyncio.create_task(job());
  await asyncio.sleep_ms(5);
  log("end");
}
