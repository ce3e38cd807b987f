import * as asyncio from "asyncio";
import { OSError } from "builtins";
import { outcome } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(5);
  throw new OSError(5);
}

export async function main() {
  const task = asyncio.create_task(job());
  asyncio.create_task(outcome("a", task));
  asyncio.create_task(outcome("b", task));
  await outcome("main", task);
  await asyncio.sleep_ms(1);
  await outcome("late", task);
}
