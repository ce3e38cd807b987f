import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

export async function main() {
  const sleep = asyncio.sleep_ms(5);
  await sleep;
  log("slept");
  await outcome("again", sleep);
  await asyncio.sleep_ms(5);
  log("goes on");
}
