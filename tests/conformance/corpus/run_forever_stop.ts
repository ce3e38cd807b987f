import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function ticks(loop: asyncio.Loop) {
  for (let i = 0; i < 3; i++) {
    await asyncio.sleep_ms(10);
    log("tick", i);
  }
  loop.stop();
  log("stopping");
  await asyncio.sleep_ms(1);
  log("never");
}

export function host(done: () => void) {
  const loop = asyncio.get_event_loop();
  loop.create_task(ticks(loop));
  loop.run_forever().then(() => {
    log("stopped");
    done();
  });
}
