import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function fails(name: string) {
  log(name);
  throw new ValueError(name);
}

export async function main() {
  await outcome("gather", asyncio.gather(fails("a"), fails("b")));
  await asyncio.sleep_ms(5);
  log("end");
}
