import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function sleeper() {
  await outcome("sleeper", asyncio.sleep_ms(100));
}

async function waiter(tasks: asyncio.Task[]) {
  await outcome("waiter", tasks[0]);
}

async function gatherer(tasks: asyncio.Task[]) {
  const children = [asyncio.create_task(waiter(tasks)), asyncio.create_task(sleeper())];
  await outcome("gather", asyncio.gather(...children));
}

export async function main() {
  const tasks: asyncio.Task[] = [];
  tasks.push(asyncio.create_task(gatherer(tasks)));
  await asyncio.sleep_ms(10);
  log(tasks[0].cancel());
  await asyncio.sleep_ms(200);
  log("alive");
}
