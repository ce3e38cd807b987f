import * as asyncio from "asyncio";
import { outcome } from "../prelude.ts";

export async function main() {
  const event = new asyncio.Event();
  await outcome("wait", asyncio.wait_for_ms(event.wait(), 10));
  event.set();
  await outcome("wait", asyncio.wait_for_ms(event.wait(), 10));
}
