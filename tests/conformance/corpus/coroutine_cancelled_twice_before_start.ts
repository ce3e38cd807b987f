import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job() {
  log("never");
}

export async function main() {
  const task = asyncio.create_task(job());
  log(task.cancel(), task.cancel());
  await asyncio.sleep_ms(1);
  log(task.cancel(), task.done());
}
