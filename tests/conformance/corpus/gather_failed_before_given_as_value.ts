import * as asyncio from "asyncio";
import { OSError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function fails() {
  throw new OSError(5);
}

async function slow() {
  await asyncio.sleep_ms(20);
  return "slow";
}

export async function main() {
  const task = asyncio.create_task(fails());
  await outcome("task", task);
  log(await asyncio.gather(slow(), task, { return_exceptions: true }));
}
