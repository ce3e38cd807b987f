import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(i: number) {
  await asyncio.sleep_ms((i * 7) % 10);
  return i;
}

export async function main() {
  const jobs = [];
  for (let i = 0; i < 30; i++) {
    jobs.push(job(i));
  }
  log(await asyncio.gather(...jobs));
}
