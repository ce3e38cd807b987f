import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log } from "../prelude.ts";

async function fails() {
  throw new ValueError("x");
}

async function other(name: string) {
  log(name);
}

export async function main() {
  asyncio.create_task(other("before"));
  asyncio.create_task(fails());
  asyncio.create_task(other("after"));
  await asyncio.sleep_ms(0);
  log("main");
  await asyncio.sleep_ms(0);
  log("end");
}
