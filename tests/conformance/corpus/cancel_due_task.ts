import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string) {
  try {
    await asyncio.sleep_ms(5);
    log(name, "slept");
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log(name, "cancelled");
  }
}

async function canceller(tasks: asyncio.Task[]) {
  await asyncio.sleep_ms(5);
  log("cancels");
  tasks[1].cancel();
}

export async function main() {
  const tasks: asyncio.Task[] = [];
  asyncio.create_task(canceller(tasks));
  tasks.push(asyncio.create_task(job("a")));
  tasks.push(asyncio.create_task(job("b")));
  tasks.push(asyncio.create_task(job("c")));
  await asyncio.sleep_ms(10);
}
