import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

export async function main() {
  const event = new asyncio.Event();
  log(event.is_set());
  event.set();
  log(event.is_set(), await event.wait(), event.is_set());
  event.set();
  event.clear();
  log(event.is_set());
}
