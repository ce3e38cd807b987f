import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

export async function main() {
  await outcome("gather", asyncio.gather(1 as never));
  await asyncio.sleep_ms(1);
  log("end");
}
