import * as asyncio from "asyncio";
import { attempt, log } from "../prelude.ts";

export async function main() {
  log(attempt(() => asyncio.sleep_ms(0x20000000)));
  await asyncio.sleep_ms(3);
  log("goes on");
}
