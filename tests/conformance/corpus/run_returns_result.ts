import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(5);
  return "result";
}

export function host(done: () => void) {
  log("before");
  asyncio.run(job()).then((result) => {
    log("after", result);
    done();
  });
}
