import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function consumer(name: string, q: asyncio.Queue) {
  let item;
  for (;;) {
    item = await q.get();
    log(name, item);
    if (item === "bad") {
      throw new ValueError(item);
    }
  }
}

export async function main() {
  const q = new asyncio.Queue();
  asyncio.create_task(consumer("a", q));
  const task = asyncio.create_task(consumer("b", q));
  await asyncio.sleep_ms(2);
  for (const item of ["good", "bad", "bad"]) {
    await q.put(item);
    await asyncio.sleep_ms(2);
  }
  await outcome("b", task);
}
