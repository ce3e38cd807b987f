import * as asyncio from "asyncio";
import { attempt, log } from "../prelude.ts";

async function child(parent: asyncio.Task) {
  log(attempt(() => parent.cancel()));
  await asyncio.sleep_ms(1);
  return "child";
}

export async function main() {
  log(await asyncio.create_task(child(asyncio.current_task())));
  await asyncio.sleep_ms(1);
  log("end");
}
