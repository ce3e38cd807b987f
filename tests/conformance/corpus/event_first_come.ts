import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function waits(name: string, event: asyncio.Event) {
  log(name, await event.wait(), event.is_set());
}

export async function main() {
  const event = new asyncio.Event();
  for (const name of ["a", "b", "c", "d"]) {
    asyncio.create_task(waits(name, event));
  }
  await asyncio.sleep_ms(5);
  event.set();
  log("set");
  await asyncio.sleep_ms(0);
  log("end");
}
