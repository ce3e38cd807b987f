import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function stubborn() {
  for (let i = 0; i < 3; i++) {
    try {
      await asyncio.sleep_ms(10);
    } catch (error) {
      if (!(error instanceof asyncio.CancelledError)) throw error;
      log("swallowed", i);
    }
  }
  return "mine";
}

export async function main() {
  const task = asyncio.create_task(stubborn());
  await asyncio.sleep_ms(15);
  log(task.cancel());
  await outcome("it", task);
}
