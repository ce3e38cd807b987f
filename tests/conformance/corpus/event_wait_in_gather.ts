import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function sets(event: asyncio.Event) {
  await asyncio.sleep_ms(4);
  event.set();
  return "set";
}

export async function main() {
  const event = new asyncio.Event();
  log(await asyncio.gather(event.wait(), sets(event), event.wait()));
}
