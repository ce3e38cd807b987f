import * as asyncio from "asyncio";
import { OSError, repr } from "builtins";
import { log } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(5);
  throw new OSError(5);
}

export function host(done: () => void) {
  log("before");
  asyncio.run(job()).then(undefined, (error: unknown) => {
    log("after", repr(error));
    done();
  });
}
