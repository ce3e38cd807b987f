import * as asyncio from "asyncio";
import { repr } from "builtins";
import { log } from "../prelude.ts";

async function job(event: asyncio.Event) {
  for (;;) {
    try {
      await event.wait();
    } catch (e) {
      log("caught", repr(e));
      break;
    }
  }
}

export async function main() {
  const task = asyncio.create_task(job(new asyncio.Event()));
  await asyncio.sleep_ms(1);
  task.cancel();
  log(await task);
}
