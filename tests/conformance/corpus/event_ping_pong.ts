import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

async function player(name: string, mine: asyncio.Event, other: asyncio.Event) {
  for (let i = 0; i < 3; i++) {
    await mine.wait();
    mine.clear();
    log(name, i);
    await asyncio.sleep_ms(2);
    other.set();
  }
}

export async function main() {
  const ping = new asyncio.Event();
  const pong = new asyncio.Event();
  asyncio.create_task(player("ping", ping, pong));
  const task = asyncio.create_task(player("pong", pong, ping));
  ping.set();
  await task;
  log("end", ping.is_set(), pong.is_set());
}
