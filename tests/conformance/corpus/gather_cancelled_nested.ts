import * as asyncio from "asyncio";
import { log, outcome } from "../prelude.ts";

async function job(name: string) {
  try {
    await asyncio.sleep_ms(100);
  } finally {
    log(name, "leaves");
  }
}

async function inner() {
  try {
    await asyncio.gather(job("a"), job("b"));
  } finally {
    log("inner leaves");
  }
}

async function outer() {
  try {
    await asyncio.gather(inner(), job("c"));
  } finally {
    log("outer leaves");
  }
}

export async function main() {
  const task = asyncio.create_task(outer());
  await asyncio.sleep_ms(5);
  task.cancel();
  await outcome("outer", task);
  await asyncio.sleep_ms(5);
}
