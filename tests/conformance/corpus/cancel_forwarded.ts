import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(100);
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log("job cancelled");
    throw error;
  }
}

async function waits(name: string, task: asyncio.Task) {
  try {
    await task;
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log(name, "cancelled");
    throw error;
  }
}

export async function main() {
  const task = asyncio.create_task(job());
  const a = asyncio.create_task(waits("a", task));
  const b = asyncio.create_task(waits("b", task));
  await asyncio.sleep_ms(5);
  log(a.cancel());
  await asyncio.sleep_ms(1);
  log(task.done(), a.done(), b.done());
}
