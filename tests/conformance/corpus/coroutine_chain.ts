import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function chain(depth: number): Promise<number> {
  if (depth === 0) {
    log("bottom");
    await asyncio.sleep_ms(5);
    return 0;
  }
  return 1 + (await chain(depth - 1));
}

export async function main() {
  log(await chain(8));
}
