import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  log("never");
}

export async function main() {
  const task = asyncio.create_task(job());
  task.cancel();
  await outcome("it", task);
  log(task.done());
}
