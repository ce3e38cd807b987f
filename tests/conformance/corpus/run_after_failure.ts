import * as asyncio from "asyncio";
import { repr, ValueError } from "builtins";
import { log } from "../prelude.ts";

async function ticks() {
  for (let i = 0; i < 3; i++) {
    await asyncio.sleep_ms(10);
    log("tick", i);
  }
}

async function first() {
  asyncio.create_task(ticks());
  await asyncio.sleep_ms(15);
  throw new ValueError("first");
}

async function second() {
  await asyncio.sleep_ms(20);
  log("second ends");
}

export function host(done: () => void) {
  asyncio.run(first()).then(undefined, (error: unknown) => {
    log(repr(error));
    asyncio.run(second()).then(done);
  });
}
