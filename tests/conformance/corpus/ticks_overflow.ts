import * as asyncio from "asyncio";
import { ticks_add } from "time";
import { attempt, log } from "../prelude.ts";

export async function main() {
  log(attempt(() => ticks_add(0, 0x20000000)));
  log(attempt(() => ticks_add(0, -0x20000000)));
  log(attempt(() => ticks_add(1, 0x20000000 - 1)));
  await asyncio.sleep_ms(3);
  log("goes on");
}
