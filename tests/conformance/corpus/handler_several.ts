import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log } from "../prelude.ts";

async function fails(i: number) {
  await asyncio.sleep_ms(i % 2);
  throw new ValueError(i);
}

export async function main() {
  for (let i = 0; i < 5; i++) {
    asyncio.create_task(fails(i));
  }
  await asyncio.sleep_ms(3);
  log("end");
}
