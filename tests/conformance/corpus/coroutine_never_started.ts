import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job() {
  log("never");
}

export async function main() {
  void job();
  void asyncio.gather(job(), job());
  await asyncio.sleep_ms(5);
  log("end");
}
