import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job(name: string) {
  await asyncio.sleep_ms(5);
  log(name, "ran");
}

export async function main() {
  const task = asyncio.create_task(job("task"));
  asyncio.create_task(outcome("waiter", task));
  await asyncio.sleep_ms(1);
  await outcome("gather", asyncio.gather(job("a"), task, job("b")));
  await asyncio.sleep_ms(20);
  log("end");
}
