import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(100);
  } finally {
    await asyncio.sleep_ms(2);
    log("job cleaned up");
  }
}

async function waits(name: string, task: asyncio.Task) {
  try {
    return await task;
  } finally {
    log(name, "leaves");
  }
}

export async function main() {
  const a = asyncio.create_task(job());
  const b = asyncio.create_task(waits("b", a));
  const c = asyncio.create_task(waits("c", b));
  const d = asyncio.create_task(waits("d", c));
  await asyncio.sleep_ms(5);
  log(d.cancel());
  await outcome("d", d);
  log(a.done(), b.done(), c.done());
}
