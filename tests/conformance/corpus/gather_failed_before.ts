import * as asyncio from "asyncio";
import { OSError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function fails() {
  throw new OSError(5);
}

async function slow() {
  await asyncio.sleep_ms(20);
  log("slow ends");
}

export async function main() {
  const task = asyncio.create_task(fails());
  await outcome("task", task);
  await outcome("gather", asyncio.gather(slow(), task));
  await asyncio.sleep_ms(30);
  log("end");
}
