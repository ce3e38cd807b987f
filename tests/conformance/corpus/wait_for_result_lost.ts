import * as asyncio from "asyncio";
import { ValueError } from "builtins";
import { log, outcome } from "../prelude.ts";

async function stubborn() {
  try {
    await asyncio.sleep_ms(100);
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    return "anyway";
  }
}

async function fails() {
  try {
    await asyncio.sleep_ms(100);
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    throw new ValueError("in clean-up");
  }
}

export async function main() {
  await outcome("stubborn", asyncio.wait_for_ms(stubborn(), 10));
  await outcome("fails", asyncio.wait_for_ms(fails(), 10));
  await asyncio.sleep_ms(5);
  log("end");
}
