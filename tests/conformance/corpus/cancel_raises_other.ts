import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(100);
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    throw new ValueError("instead");
  }
}

export async function main() {
  const task = asyncio.create_task(job());
  await asyncio.sleep_ms(5);
  log(task.cancel());
  await outcome("it", task);
}
