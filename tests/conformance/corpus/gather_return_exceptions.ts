import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log } from "../prelude.ts";

async function job(name: string) {
  await asyncio.sleep_ms(3);
  return name;
}

async function fails(ms: number) {
  await asyncio.sleep_ms(ms);
  throw new ValueError("x", ms);
}

export async function main() {
  log(await asyncio.gather(fails(5), job("ok"), fails(1), { return_exceptions: true }));
}
