import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

export async function main() {
  const deadline = asyncio.sleep_ms(10);
  log("made");
  await deadline;
  log("ten");
}
