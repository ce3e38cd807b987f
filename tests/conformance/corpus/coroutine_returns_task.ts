import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function job() {
  await asyncio.sleep_ms(5);
  return "result";
}

async function makes() {
  return asyncio.create_task(job());
}

export async function main() {
  const made = await makes();
  log(made === "result");
  await asyncio.sleep_ms(5);
  log("end");
}
