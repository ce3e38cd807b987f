import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(100);
}

export async function main() {
  const task = asyncio.create_task(job());
  await asyncio.sleep_ms(1);
  task.cancel();
  await asyncio.sleep_ms(5);
  log("end", task.done());
}
