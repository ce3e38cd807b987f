import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string, times: number) {
  for (let i = 0; i < times; i++) {
    log(name, i);
    await asyncio.sleep_ms(0);
  }
}

async function stops(loop: asyncio.Loop) {
  await asyncio.sleep_ms(0);
  loop.stop();
  loop.stop();
  log("stopping");
  asyncio.create_task(job("late", 1));
}

export function host(done: () => void) {
  const loop = asyncio.get_event_loop();
  loop.create_task(job("a", 4));
  loop.create_task(stops(loop));
  loop.create_task(job("b", 4));
  loop.run_forever().then(() => {
    log("stopped");
    done();
  });
}
