import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string) {
  log(name);
}

export async function main() {
  const lazy = asyncio.gather(job("a"), job("b"));
  await asyncio.sleep_ms(5);
  log("nothing yet");
  await lazy;
  log("end");
}
