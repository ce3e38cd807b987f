import * as asyncio from "asyncio";
import { attempt, log } from "../prelude.ts";

async function job() {
  return "job";
}

export async function main() {
  log(attempt(() => asyncio.run(job())));
  log(attempt(() => asyncio.current_task()) instanceof asyncio.Task);
  await asyncio.sleep_ms(1);
  log("goes on");
}
