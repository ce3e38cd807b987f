import { log, outcome } from "../prelude.ts";

async function job() {
  log("runs");
  return "result";
}

export async function main() {
  const coroutine = job();
  await outcome("first", coroutine);
  await outcome("second", coroutine);
}
