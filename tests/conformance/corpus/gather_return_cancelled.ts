import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(50);
}

async function good() {
  await asyncio.sleep_ms(10);
  return "good";
}

async function canceller(task: asyncio.Task) {
  await asyncio.sleep_ms(5);
  log(task.cancel());
}

export async function main() {
  const task = asyncio.create_task(job());
  asyncio.create_task(canceller(task));
  log(await asyncio.gather(good(), task, { return_exceptions: true }));
}
