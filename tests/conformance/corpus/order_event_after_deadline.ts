import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function waits(event: asyncio.Event) {
  await event.wait();
  log("event");
}

async function sleeps(name: string, ms: number) {
  await asyncio.sleep_ms(ms);
  log(name);
}

export async function main() {
  const event = new asyncio.Event();
  asyncio.create_task(waits(event));
  asyncio.create_task(sleeps("b", 10));
  await asyncio.sleep_ms(10);
  asyncio.create_task(sleeps("c", 0));
  event.set();
  log("set");
  await asyncio.sleep_ms(0);
  log("end");
}
