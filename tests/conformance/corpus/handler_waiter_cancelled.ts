import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log } from "../prelude.ts";

async function fails() {
  try {
    await asyncio.sleep_ms(50);
  } finally {
    // eslint-disable-next-line no-unsafe-finally -- this is what it shows
    throw new ValueError("in clean-up");
  }
}

async function waits(task: asyncio.Task) {
  await task;
}

export async function main() {
  const task = asyncio.create_task(fails());
  const waiter = asyncio.create_task(waits(task));
  await asyncio.sleep_ms(5);
  waiter.cancel();
  await asyncio.sleep_ms(5);
  log(task.done(), waiter.done());
}
