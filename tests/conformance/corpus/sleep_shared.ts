import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function waits(name: string, sleep: Promise<void>) {
  await sleep;
  log(name);
}

export async function main() {
  const sleep = asyncio.sleep_ms(5);
  const a = asyncio.create_task(waits("a", sleep));
  const b = asyncio.create_task(waits("b", sleep));
  await outcome("b", b);
  await outcome("a", a);
}
