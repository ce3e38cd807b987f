import * as asyncio from "asyncio";
import { OSError, repr } from "builtins";
import { log } from "../prelude.ts";

async function fails() {
  await asyncio.sleep_ms(2);
  throw new OSError(5);
}

export async function main() {
  const loop = asyncio.get_event_loop();
  const tasks: asyncio.Task[] = [];
  function handler(_loop: unknown, context: asyncio.ExceptionContext) {
    log(_loop === loop, context.message, repr(context.exception), context.future === tasks[0]);
  }

  loop.set_exception_handler(handler);
  tasks.push(asyncio.create_task(fails()));
  await asyncio.sleep_ms(5);
  log("end");
}
