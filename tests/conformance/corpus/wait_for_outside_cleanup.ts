import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function child() {
  try {
    await asyncio.sleep_ms(1000);
  } finally {
    await asyncio.sleep_ms(5);
    log("child cleaned up");
  }
}

async function caller() {
  try {
    await asyncio.wait_for_ms(child(), 500);
  } finally {
    await asyncio.sleep_ms(20);
    log("caller cleaned up");
  }
}

export async function main() {
  const task = asyncio.create_task(caller());
  await asyncio.sleep_ms(100);
  task.cancel();
  await outcome("caller", task);
}
