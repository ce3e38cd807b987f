import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { outcome } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(5);
  throw new ValueError("x", 2);
}

export async function main() {
  const task = asyncio.create_task(job());
  for (const name of ["first", "second", "third"]) {
    await outcome(name, task);
    await asyncio.sleep_ms(1);
  }
}
