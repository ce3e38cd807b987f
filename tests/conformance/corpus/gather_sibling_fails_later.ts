import * as asyncio from "asyncio";
import { OSError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function fails(ms: number, errno: number) {
  await asyncio.sleep_ms(ms);
  throw new OSError(errno);
}

export async function main() {
  await outcome(
    "gather",
    asyncio.gather(fails(10, 1), fails(20, 2), fails(30, 3), { cancel_siblings: false }),
  );
  await asyncio.sleep_ms(50);
  log("end");
}
