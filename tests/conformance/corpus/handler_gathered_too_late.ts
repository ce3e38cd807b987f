import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function fails() {
  throw new ValueError("x");
}

export async function main() {
  const task = asyncio.create_task(fails());
  await asyncio.sleep_ms(0);
  await outcome("gather", asyncio.gather(task));
  await asyncio.sleep_ms(5);
  log("end");
}
