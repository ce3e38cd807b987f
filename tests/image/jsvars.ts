/** Counts the JsVars of coroutines and tasks on Espruino; prints one `name count` a line. Not a demo: see jsvars.test.ts. */
import * as asyncio from "asyncio";
import { print } from "builtins";

declare const process: { memory(): { usage: number } };

const COUNT = 20;

async function fetch(name: string, delay_ms: number): Promise<string> {
  await asyncio.sleep_ms(delay_ms);
  return name;
}

async function failing(): Promise<void> {
  await asyncio.sleep_ms(1);
  throw new asyncio.TimeoutError();
}

async function comeAndGo(): Promise<void> {
  await asyncio.gather(fetch("a", 1), fetch("b", 2), fetch("c", 0));
  await asyncio.gather(fetch("a", 1), failing(), { return_exceptions: true });
  const task = asyncio.create_task(fetch("d", 1000));
  await asyncio.sleep_ms(0);
  task.cancel();
  await asyncio.wait_for_ms(fetch("e", 1), 50);
}

async function main(): Promise<void> {
  const list: unknown[] = [];
  for (let i = 0; i < COUNT; i++) list[i] = 0;
  await asyncio.sleep_ms(1);
  const before = process.memory().usage;
  for (let i = 0; i < COUNT; i++) list[i] = fetch("a", 100);
  print("coroutine", (process.memory().usage - before) / COUNT);
  for (let i = 0; i < COUNT; i++) list[i] = asyncio.create_task(list[i] as Promise<string>);
  await asyncio.sleep_ms(1);
  print("task", (process.memory().usage - before) / COUNT);
  await asyncio.sleep_ms(200);
  for (let i = 0; i < COUNT; i++) list[i] = 0;
  // The first round makes what stays, as properties that come into being.
  await comeAndGo();
  const start = process.memory().usage;
  for (let i = 0; i < 200; i++) await comeAndGo();
  print("growth", process.memory().usage - start);
}

asyncio.run(main());
