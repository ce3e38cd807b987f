import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function waits(name: string, event: asyncio.Event) {
  await event.wait();
  throw new ValueError(name);
}

async function waits_well(event: asyncio.Event) {
  await event.wait();
  log("well");
}

export async function main() {
  const event = new asyncio.Event();
  asyncio.create_task(waits("a", event));
  asyncio.create_task(waits_well(event));
  const task = asyncio.create_task(waits("b", event));
  await asyncio.sleep_ms(5);
  event.set();
  await outcome("b", task);
  await asyncio.sleep_ms(5);
}
