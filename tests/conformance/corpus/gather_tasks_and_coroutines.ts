import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string, ms: number) {
  log(name, "starts");
  await asyncio.sleep_ms(ms);
  return name;
}

export async function main() {
  const a = asyncio.create_task(job("a", 3));
  log("made");
  log(await asyncio.gather(job("b", 1), a, job("c", 2)));
}
