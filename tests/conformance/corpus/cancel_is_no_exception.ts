import * as asyncio from "asyncio";
import { BaseException, Exception } from "builtins";
import { log, outcome } from "../prelude.ts";

async function job() {
  try {
    await asyncio.sleep_ms(100);
  } catch (error) {
    if (!(error instanceof Exception)) throw error;
    log("never");
  }
  log("never");
}

export async function main() {
  const e = new asyncio.CancelledError();
  log(e instanceof Exception, e instanceof BaseException);
  const task = asyncio.create_task(job());
  await asyncio.sleep_ms(1);
  task.cancel();
  await outcome("it", task);
}
