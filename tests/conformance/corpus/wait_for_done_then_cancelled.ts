import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(5);
  return "result";
}

async function canceller(tasks: asyncio.Task[]) {
  await asyncio.sleep_ms(5);
  await asyncio.sleep_ms(0);
  await asyncio.sleep_ms(0);
  log("cancels", tasks[0].cancel());
}

async function caller() {
  await outcome("wait_for", asyncio.wait_for_ms(job(), 50));
}

export async function main() {
  const tasks: asyncio.Task[] = [];
  asyncio.create_task(canceller(tasks));
  tasks.push(asyncio.create_task(caller()));
  await asyncio.sleep_ms(20);
  log(tasks[0].done());
}
