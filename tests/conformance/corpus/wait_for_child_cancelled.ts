import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(100);
}

async function canceller(task: asyncio.Task) {
  await asyncio.sleep_ms(5);
  log(task.cancel());
}

export async function main() {
  const task = asyncio.create_task(job());
  asyncio.create_task(canceller(task));
  await outcome("it", asyncio.wait_for_ms(task, 50));
  log(task.done());
}
