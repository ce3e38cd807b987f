import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job(tasks: asyncio.Task[]) {
  await asyncio.sleep_ms(5);
  asyncio.create_task(canceller(tasks));
  log("job ends");
  return "result";
}

async function canceller(tasks: asyncio.Task[]) {
  log("cancels", tasks[0].cancel());
}

async function caller(tasks: asyncio.Task[]) {
  await outcome("wait_for", asyncio.wait_for_ms(job(tasks), 50));
}

export async function main() {
  const tasks: asyncio.Task[] = [];
  tasks.push(asyncio.create_task(caller(tasks)));
  await asyncio.sleep_ms(20);
  log(tasks[0].done());
}
