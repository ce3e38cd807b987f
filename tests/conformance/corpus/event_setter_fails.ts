import * as asyncio from "asyncio";
import { OSError } from "builtins";
import { outcome } from "../prelude.ts";

async function fails() {
  await asyncio.sleep_ms(5);
  throw new OSError(5);
}

export async function main() {
  const event = new asyncio.Event();
  asyncio.create_task(fails());
  await outcome("wait", asyncio.wait_for_ms(event.wait(), 10));
}
