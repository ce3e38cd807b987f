import * as asyncio from "asyncio";
import { attempt, log } from "../prelude.ts";

export async function main() {
  const long = asyncio.sleep_ms(20);
  const short = attempt(() => asyncio.sleep_ms(5));
  log(typeof short === "string");
  await long;
  log("long");
}
