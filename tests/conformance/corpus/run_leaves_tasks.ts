import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function ticks(name: string) {
  for (let i = 0; i < 5; i++) {
    await asyncio.sleep_ms(10);
    log(name, i);
  }
}

async function first() {
  asyncio.create_task(ticks("left over"));
  await asyncio.sleep_ms(25);
  log("first ends");
}

async function second() {
  log("second starts");
  await asyncio.sleep_ms(20);
  log("second ends");
}

export function host(done: () => void) {
  asyncio.run(first()).then(() => {
    log("between");
    asyncio.run(second()).then(done);
  });
}
