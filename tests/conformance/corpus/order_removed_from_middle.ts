import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(i: number, ms: number) {
  try {
    await asyncio.sleep_ms(ms);
    log(i, ms);
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log(i, "cancelled");
  }
}

export async function main() {
  const tasks = [];
  for (let i = 0; i < 12; i++) {
    tasks.push(asyncio.create_task(job(i, (i * 7) % 12)));
  }
  await asyncio.sleep_ms(2);
  for (const i of [3, 8, 11, 0]) {
    log(i, tasks[i].cancel());
  }
  await asyncio.sleep_ms(20);
}
