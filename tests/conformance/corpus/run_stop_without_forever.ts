import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

export async function main() {
  asyncio.get_event_loop().stop();
  await asyncio.sleep_ms(5);
  log("goes on");
}
