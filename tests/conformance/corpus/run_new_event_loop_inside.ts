import * as asyncio from "asyncio";
import { attempt, log } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(3);
  log("job");
}

export async function main() {
  asyncio.create_task(job());
  await asyncio.sleep_ms(1);
  const error = attempt(() => asyncio.new_event_loop());
  log(typeof error === "string");
  await asyncio.sleep_ms(5);
  log("end");
}
