/** The first listing of the chapter on gather, whose image has a budget. */
import * as asyncio from "asyncio";
import { print } from "builtins";

async function fetch(name: string, delay_ms: number): Promise<string> {
  await asyncio.sleep_ms(delay_ms);
  return name;
}

async function main(): Promise<void> {
  print(await asyncio.gather(fetch("a", 100), fetch("b", 200), fetch("c", 50)));
}

asyncio.run(main());
