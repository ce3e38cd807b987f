import * as asyncio from "asyncio";
import { print, RuntimeError } from "builtins";

const flag = new asyncio.ThreadSafeFlag();

async function consumer(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await flag.wait();
    print("flag", i);
  }
}

async function second(): Promise<void> {
  try {
    await flag.wait();
  } catch (error) {
    print("second", error instanceof RuntimeError);
  }
}

async function main(): Promise<void> {
  const task = asyncio.create_task(consumer());
  await asyncio.sleep_ms(5);
  await second();
  flag.set();
  flag.set();
  print("set twice");
  await asyncio.sleep_ms(5);
  flag.set();
  flag.clear();
  await asyncio.sleep_ms(5);
  print("cleared", task.done());
  flag.set();
  await asyncio.sleep_ms(5);
  flag.set();
  await task;
  print("done");
}

asyncio.run(main());
