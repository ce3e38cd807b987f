import * as asyncio from "asyncio";
import { attempt, log } from "../prelude.ts";

export async function main() {
  const lock = new asyncio.Lock();
  log(attempt(() => lock.release()));
  log(await lock.acquire(), lock.locked());
  lock.release();
  log(
    lock.locked(),
    attempt(() => lock.release()),
  );
  log(await lock.acquire());
}
