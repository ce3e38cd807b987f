import * as asyncio from "asyncio";
import { attempt, log } from "../prelude.ts";

async function job() {
  return asyncio.current_task() instanceof asyncio.Task;
}

export function host(done: () => void) {
  log(attempt(() => asyncio.current_task()));
  asyncio.run(job()).then((result) => {
    log(result);
    log(attempt(() => asyncio.current_task()));
    done();
  });
}
