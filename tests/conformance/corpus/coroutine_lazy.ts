import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string) {
  log(name, "runs");
  return name;
}

export async function main() {
  const first = job("first");
  const second = asyncio.create_task(job("second"));
  log("made");
  log(await first);
  log(await second);
}
