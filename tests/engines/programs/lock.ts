import * as asyncio from "asyncio";
import { print, RuntimeError } from "builtins";

async function user(name: string, lock: asyncio.Lock, ms: number): Promise<void> {
  print(name, "wants");
  await lock.acquire();
  print(name, "has");
  await asyncio.sleep_ms(ms);
  lock.release();
  print(name, "released", lock.locked());
}

async function main(): Promise<void> {
  const lock = new asyncio.Lock();
  try {
    lock.release();
  } catch (error) {
    if (error instanceof RuntimeError) print([error]);
  }
  print(await lock.acquire(), lock.locked());
  const tasks = ["a", "b", "c"].map((name) => asyncio.create_task(user(name, lock, 10)));
  await asyncio.sleep_ms(5);
  tasks[1].cancel();
  lock.release();
  print("main released", lock.locked());
  for (const task of tasks) {
    try {
      await task;
    } catch (error) {
      print([error]);
    }
  }
  print(lock.locked());
}

asyncio.run(main());
