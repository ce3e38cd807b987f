import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(ms: number) {
  await asyncio.sleep_ms(ms);
  return ms;
}

export async function main() {
  const loop = asyncio.get_event_loop();
  const task = loop.create_task(job(4));
  log(loop === asyncio.get_event_loop(), task instanceof asyncio.Task);
  log(await task);
}
