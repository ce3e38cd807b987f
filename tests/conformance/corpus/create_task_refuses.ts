import * as asyncio from "asyncio";
import { attempt, log } from "../prelude.ts";

async function job() {
  log("never");
}

export async function main() {
  log(attempt(() => asyncio.create_task(null as never)));
  log(attempt(() => asyncio.create_task(1 as never)));
  log(attempt(() => asyncio.create_task("a" as never)));
  log(attempt(() => asyncio.create_task(job as never)));
  await asyncio.sleep_ms(1);
  log("goes on");
}
