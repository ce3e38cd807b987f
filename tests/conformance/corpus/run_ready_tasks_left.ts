import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string) {
  log(name, "starts");
  await asyncio.sleep_ms(0);
  log(name, "ends");
}

async function first() {
  asyncio.create_task(job("a"));
  await asyncio.sleep_ms(0);
  asyncio.create_task(job("b"));
  log("first ends");
}

async function second() {
  log("second starts");
  await asyncio.sleep_ms(0);
  log("second goes on");
  await asyncio.sleep_ms(0);
  log("second ends");
}

export function host(done: () => void) {
  asyncio.run(first()).then(() => {
    log("between");
    asyncio.run(second()).then(done);
  });
}
