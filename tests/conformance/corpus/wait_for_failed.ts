import * as asyncio from "asyncio";
import { OSError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function fails(ms: number) {
  await asyncio.sleep_ms(ms);
  throw new OSError(110);
}

export async function main() {
  await outcome("coroutine", asyncio.wait_for_ms(fails(3), 50));
  const task = asyncio.create_task(fails(3));
  await outcome("task", asyncio.wait_for_ms(task, 50));
  await outcome("again", asyncio.wait_for_ms(task, 50));
  await asyncio.sleep_ms(5);
  log("end");
}
