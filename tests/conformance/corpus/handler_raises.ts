import * as asyncio from "asyncio";
import { repr, RuntimeError, ValueError } from "builtins";
import { log } from "../prelude.ts";

async function fails() {
  throw new ValueError("x");
}

export async function main() {
  function handler(_loop: unknown, context: asyncio.ExceptionContext) {
    log("handler", repr(context.exception));
    throw new RuntimeError("in handler");
  }

  asyncio.get_event_loop().set_exception_handler(handler);
  asyncio.create_task(fails());
  await asyncio.sleep_ms(5);
  log("goes on");
}
