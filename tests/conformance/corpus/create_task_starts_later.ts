import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job(name: string) {
  log(name, "starts");
  await asyncio.sleep_ms(0);
  log(name, "goes on");
}

export async function main() {
  asyncio.create_task(job("a"));
  asyncio.create_task(job("b"));
  log("main");
  await asyncio.sleep_ms(0);
  log("main again");
  await asyncio.sleep_ms(0);
  log("main ends");
}
