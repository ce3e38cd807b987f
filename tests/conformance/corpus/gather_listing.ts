import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function fetch(name: string, delay: number) {
  await asyncio.sleep_ms(delay);
  return name;
}

export async function main() {
  const results = await asyncio.gather(fetch("a", 100), fetch("b", 200), fetch("c", 50));
  log(results);
}
