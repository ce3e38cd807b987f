import * as asyncio from "asyncio";
import { OSError } from "builtins";
import { outcome } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(10);
  throw new OSError(19);
}

export async function main() {
  const task = asyncio.create_task(job());
  await outcome("first", task);
  await outcome("again", task);
}
