import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function inner() {
  try {
    await asyncio.sleep_ms(2);
    return "inner";
  } finally {
    await asyncio.sleep_ms(3);
    log("inner cleaned up");
  }
}

async function middle() {
  try {
    return await inner();
  } finally {
    log("middle cleaned up");
  }
}

export async function main() {
  log(await middle());
}
