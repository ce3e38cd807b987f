import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function child(name: string) {
  log("child of", name);
}

async function parent(name: string) {
  log(name);
  asyncio.create_task(child(name));
}

export async function main() {
  asyncio.create_task(parent("a"));
  asyncio.create_task(parent("b"));
  await asyncio.sleep_ms(1);
  log("end");
}
