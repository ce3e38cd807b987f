import * as asyncio from "asyncio";
import { OSError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function fails(errno: number) {
  await asyncio.sleep_ms(10);
  throw new OSError(errno);
}

export async function main() {
  await outcome("gather", asyncio.gather(fails(1), fails(2), fails(3)));
  await asyncio.sleep_ms(50);
  log("end");
}
