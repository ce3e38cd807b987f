import * as asyncio from "asyncio";
import { OSError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function slow(name: string) {
  try {
    await asyncio.sleep_ms(100);
    log(name, "goes on");
  } finally {
    await asyncio.sleep_ms(7);
    log(name, "cleaned up");
  }
}

async function fails() {
  await asyncio.sleep_ms(10);
  throw new OSError(5);
}

export async function main() {
  await outcome("gather", asyncio.gather(slow("a"), fails(), slow("b"), { cancel_siblings: false }));
  await asyncio.sleep_ms(150);
  log("end");
}
