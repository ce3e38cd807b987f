import * as asyncio from "asyncio";
import { repr, ValueError } from "builtins";
import { log } from "../prelude.ts";

async function fails() {
  throw new ValueError("x");
}

async function made() {
  log("made by the handler");
}

export async function main() {
  function handler(_loop: unknown, context: asyncio.ExceptionContext) {
    log("handler", repr(context.exception));
    asyncio.create_task(made());
  }

  asyncio.get_event_loop().set_exception_handler(handler);
  asyncio.create_task(fails());
  await asyncio.sleep_ms(5);
  log("end");
}
