import * as asyncio from "asyncio";
import { repr, ValueError } from "builtins";
import { log } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(5);
}

export async function main() {
  const loop = asyncio.get_event_loop();
  function handler(_loop: unknown, context: asyncio.ExceptionContext) {
    log(context.message, repr(context.exception));
  }

  loop.set_exception_handler(handler);
  log(loop.get_exception_handler() === handler);
  const task = asyncio.create_task(job());
  loop.call_exception_handler({ message: "by hand", exception: new ValueError(1), future: task });
}
