import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function chain(depth: number) {
  try {
    if (depth === 0) {
      await asyncio.sleep_ms(3);
      throw new ValueError("bottom");
    }
    await chain(depth - 1);
  } finally {
    log("leaves", depth);
  }
}

export async function main() {
  await outcome("chain", chain(3));
}
