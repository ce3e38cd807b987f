import * as asyncio from "asyncio";
import { OSError, ValueError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function slow() {
  try {
    await asyncio.sleep_ms(20);
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    throw new ValueError("in clean-up");
  }
}

async function fails() {
  throw new OSError(5);
}

export async function main() {
  await outcome("gather", asyncio.gather(slow(), fails()));
  await asyncio.sleep_ms(50);
  log("end");
}
