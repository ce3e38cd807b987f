import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function waits(name: string, first: asyncio.Event, second: asyncio.Event) {
  await first.wait();
  log(name);
  second.set();
}

export async function main() {
  const first = new asyncio.Event();
  const second = new asyncio.Event();
  asyncio.create_task(waits("b", second, new asyncio.Event()));
  asyncio.create_task(waits("a", first, second));
  await asyncio.sleep_ms(2);
  first.set();
  await asyncio.sleep_ms(0);
  log("end");
  await asyncio.sleep_ms(0);
}
