import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string) {
  return name;
}

export async function main() {
  const a = asyncio.create_task(job("a"));
  const b = asyncio.create_task(job("b"));
  await asyncio.sleep_ms(2);
  log(await asyncio.gather(a, b));
  log(await asyncio.gather(b, job("c"), a));
}
