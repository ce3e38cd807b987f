import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job() {
  log("starts");
  await asyncio.sleep_ms(5);
  log("ends");
  return "result";
}

export function host(done: () => void) {
  const task = asyncio.run(job());
  log("run has returned");
  task.then(done);
}
