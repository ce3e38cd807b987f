import * as asyncio from "asyncio";
import { attempt, log } from "../prelude.ts";

async function worker(q: asyncio.Queue<number>) {
  let ms;
  for (;;) {
    ms = await q.get();
    await asyncio.sleep_ms(ms);
    log("did", ms);
    q.task_done();
  }
}

export async function main() {
  const q = new asyncio.Queue<number>();
  for (const ms of [10, 30, 20]) {
    await q.put(ms);
  }
  asyncio.create_task(worker(q));
  asyncio.create_task(worker(q));
  await q.join();
  log("all done");
  log(attempt(() => q.task_done()));
  await q.join();
}
