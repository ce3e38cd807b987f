import * as asyncio from "asyncio";
import { outcome } from "../prelude.ts";

export async function main() {
  await outcome("wait_for", asyncio.wait_for_ms(asyncio.sleep_ms(20), 5));
  await asyncio.sleep_ms(1);
  await outcome("wait_for", asyncio.wait_for_ms(asyncio.sleep_ms(3), 5));
}
