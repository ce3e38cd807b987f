import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function waits(event: asyncio.Event) {
  try {
    await event.wait();
    log("woken");
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log("cancelled");
    throw error;
  }
}

export async function main() {
  const event = new asyncio.Event();
  const task = asyncio.create_task(waits(event));
  await asyncio.sleep_ms(5);
  event.set();
  log(task.cancel());
  await asyncio.sleep_ms(1);
  log(task.done(), event.is_set());
}
