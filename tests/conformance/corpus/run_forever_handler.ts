import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log } from "../prelude.ts";

async function fails(ms: number) {
  await asyncio.sleep_ms(ms);
  throw new ValueError(ms);
}

async function stops(loop: asyncio.Loop) {
  await asyncio.sleep_ms(10);
  loop.stop();
}

export function host(done: () => void) {
  const loop = asyncio.get_event_loop();
  loop.create_task(fails(3));
  loop.create_task(fails(6));
  loop.create_task(stops(loop));
  loop.run_forever().then(() => {
    log("stopped");
    done();
  });
}
