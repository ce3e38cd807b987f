import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function waits(name: string, tasks: asyncio.Task[], i: number) {
  await asyncio.sleep_ms(i);
  await outcome(name, tasks[i % 3]);
}

export async function main() {
  const tasks: asyncio.Task[] = [];
  tasks.push(asyncio.create_task(waits("a", tasks, 1)));
  tasks.push(asyncio.create_task(waits("b", tasks, 2)));
  tasks.push(asyncio.create_task(waits("c", tasks, 3)));
  await asyncio.sleep_ms(10);
  log(tasks[0].done(), tasks[1].done(), tasks[2].done());
}
