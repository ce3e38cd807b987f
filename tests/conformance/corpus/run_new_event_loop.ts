import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function ticks(name: string) {
  for (;;) {
    await asyncio.sleep_ms(10);
    log(name);
  }
}

async function first() {
  asyncio.create_task(ticks("old"));
  await asyncio.sleep_ms(15);
}

async function second() {
  asyncio.create_task(ticks("new"));
  await asyncio.sleep_ms(25);
}

export function host(done: () => void) {
  asyncio.run(first()).then(() => {
    asyncio.new_event_loop();
    asyncio.run(second()).then(() => {
      log("end");
      done();
    });
  });
}
