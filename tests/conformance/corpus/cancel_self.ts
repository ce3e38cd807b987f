import * as asyncio from "asyncio";
import { attempt, log } from "../prelude.ts";

export async function main() {
  log(attempt(() => asyncio.current_task().cancel()));
  await asyncio.sleep_ms(1);
  log("goes on");
}
