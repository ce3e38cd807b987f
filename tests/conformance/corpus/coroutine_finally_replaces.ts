import * as asyncio from "asyncio";
import { OSError, ValueError } from "builtins";
import { outcome } from "../prelude.ts";

async function replaces() {
  try {
    await asyncio.sleep_ms(1);
    throw new ValueError("first");
  } finally {
    await asyncio.sleep_ms(1);
    // eslint-disable-next-line no-unsafe-finally -- this is what it shows
    throw new OSError(5);
  }
}

export async function main() {
  await outcome("it", replaces());
}
