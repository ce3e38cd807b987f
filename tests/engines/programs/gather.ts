import * as asyncio from "asyncio";
import { print } from "builtins";
import { ticks_diff, ticks_ms } from "time";

async function fetch(name: string, delay_ms: number): Promise<string> {
  await asyncio.sleep_ms(delay_ms);
  return name;
}

async function main(): Promise<void> {
  const start = ticks_ms();
  const results = await asyncio.gather(fetch("a", 100), fetch("b", 200), fetch("c", 50));
  print(results);
  print(Math.round(ticks_diff(ticks_ms(), start) / 100));
  print(await asyncio.gather());
}

asyncio.run(main());
