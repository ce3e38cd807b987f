import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function ticks(loop: asyncio.Loop) {
  for (let i = 0; i < 4; i++) {
    await asyncio.sleep_ms(10);
    log("tick", i);
    if (i % 2 === 1) {
      loop.stop();
    }
  }
}

export function host(done: () => void) {
  const loop = asyncio.get_event_loop();
  loop.create_task(ticks(loop));
  loop.run_forever().then(() => {
    log("stopped");
    loop.run_forever().then(() => {
      log("stopped again");
      done();
    });
  });
}
