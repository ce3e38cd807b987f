import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(ms: number) {
  await asyncio.sleep_ms(ms);
  return ms;
}

export async function main() {
  log(
    await asyncio.gather(asyncio.wait_for_ms(job(5), 10), asyncio.wait_for_ms(job(15), 10), job(12), {
      return_exceptions: true,
    }),
  );
}
