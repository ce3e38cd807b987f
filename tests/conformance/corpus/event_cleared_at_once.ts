import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function waits(name: string, event: asyncio.Event) {
  log(name, await event.wait(), event.is_set());
  await event.wait();
  log(name, "again");
}

export async function main() {
  const event = new asyncio.Event();
  asyncio.create_task(waits("a", event));
  asyncio.create_task(waits("b", event));
  await asyncio.sleep_ms(5);
  event.set();
  event.clear();
  await asyncio.sleep_ms(5);
  event.set();
  await asyncio.sleep_ms(1);
}
