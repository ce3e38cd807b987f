import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string) {
  await asyncio.sleep_ms(5);
  return name;
}

export function host(done: () => void) {
  const loop = asyncio.get_event_loop();
  const task = loop.create_task(job("task"));
  loop.run_until_complete(task).then((first) => {
    log(first);
    loop.run_until_complete(task).then((second) => {
      log(second);
      done();
    });
  });
}
