import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function inner(task: asyncio.Task) {
  log("inner", asyncio.current_task() === task);
}

async function other() {
  log("other");
}

export async function main() {
  asyncio.create_task(other());
  await inner(asyncio.current_task());
  await asyncio.sleep_ms(0);
  log("end");
}
