import * as asyncio from "asyncio";
import { ticks_ms } from "time";
import { go_to_tick, log } from "../prelude.ts";

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
  await go_to_tick(0x40000000 - 10);
  const task = asyncio.create_task(job());
  await asyncio.sleep_ms(9);
  const other = asyncio.create_task(job());
  await asyncio.sleep_ms(1);
  log(ticks_ms(), task.cancel(), other.cancel());
  await asyncio.sleep_ms(1);
  log(task.done(), other.done());
}
