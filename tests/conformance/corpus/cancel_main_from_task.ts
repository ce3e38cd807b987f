import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function canceller(task: asyncio.Task) {
  await asyncio.sleep_ms(3);
  log(task.cancel());
}

export async function main() {
  asyncio.create_task(canceller(asyncio.current_task()));
  try {
    await asyncio.sleep_ms(100);
  } finally {
    log("main cleans up");
  }
}
