import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

export async function main() {
  await outcome("it", asyncio.wait_for_ms(1 as never, 10));
  await asyncio.sleep_ms(1);
  log("end");
}
