import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function fails() {
  throw new ValueError("at once");
}

export async function main() {
  await outcome("it", asyncio.wait_for_ms(fails(), 50));
  await asyncio.sleep_ms(5);
  log("end");
}
