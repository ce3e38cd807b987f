import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log } from "../prelude.ts";

async function fails() {
  throw new ValueError("lost");
}

export async function main() {
  asyncio.get_event_loop().set_exception_handler(null);
  asyncio.create_task(fails());
  await asyncio.sleep_ms(5);
  log(asyncio.get_event_loop().get_exception_handler() === undefined);
}
