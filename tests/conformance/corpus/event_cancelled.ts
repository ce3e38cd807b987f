import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function waits(name: string, event: asyncio.Event) {
  try {
    await event.wait();
    log(name, "woken");
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log(name, "cancelled");
    throw error;
  }
}

export async function main() {
  const event = new asyncio.Event();
  const a = asyncio.create_task(waits("a", event));
  const b = asyncio.create_task(waits("b", event));
  const c = asyncio.create_task(waits("c", event));
  await asyncio.sleep_ms(5);
  log(b.cancel());
  event.set();
  await asyncio.sleep_ms(1);
  log(a.done(), b.done(), c.done());
}
