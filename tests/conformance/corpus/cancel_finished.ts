import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function job() {
  return 1;
}

async function fails() {
  throw new ValueError(1);
}

export async function main() {
  const good = asyncio.create_task(job());
  const bad = asyncio.create_task(fails());
  await outcome("good", good);
  await outcome("bad", bad);
  log(good.cancel(), bad.cancel());
  await outcome("good", good);
}
