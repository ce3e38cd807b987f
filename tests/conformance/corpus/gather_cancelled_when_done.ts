import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job(name: string) {
  await asyncio.sleep_ms(5);
  log(name);
}

async function ends(tasks: asyncio.Task[]) {
  await asyncio.sleep_ms(5);
  log("cancels", tasks[0].cancel());
}

async function caller(tasks: asyncio.Task[]) {
  log(await asyncio.gather(job("a"), job("b"), ends(tasks)));
}

export async function main() {
  const tasks: asyncio.Task[] = [];
  tasks.push(asyncio.create_task(caller(tasks)));
  await outcome("caller", tasks[0]);
}
