import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log } from "../prelude.ts";

async function fails() {
  throw new ValueError("lost");
}

export async function main() {
  asyncio.create_task(fails());
  log("made");
  await asyncio.sleep_ms(5);
  log("end");
}
