import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(5);
  return "result";
}

async function waits(task: asyncio.Task) {
  try {
    log("got", await task);
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log("cancelled");
    throw error;
  }
}

export async function main() {
  const task = asyncio.create_task(job());
  const waiters: asyncio.Task[] = [];
  async function first() {
    await task;
    log("cancels", waiters[0].cancel());
  }

  asyncio.create_task(first());
  await asyncio.sleep_ms(0);
  waiters.push(asyncio.create_task(waits(task)));
  await asyncio.sleep_ms(10);
  log(waiters[0].done());
}
