import * as asyncio from "asyncio";
import { print } from "builtins";

async function worker(name: string, delays: number[]): Promise<void> {
  print(name, "starts");
  for (const delay of delays) {
    await asyncio.sleep_ms(delay);
    print(name, "after", delay);
  }
}

async function yields(name: string, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    print(name, i);
    await asyncio.sleep_ms(0);
  }
}

async function main(): Promise<void> {
  const tasks = [
    asyncio.create_task(worker("slow", [40, 40])),
    asyncio.create_task(worker("fast", [10, 10, 10])),
    asyncio.create_task(worker("late", [60])),
  ];
  print("created");
  for (const task of tasks) await task;
  await asyncio.gather(yields("x", 3), yields("y", 2), yields("z", 3));
  const lazy = yields("never", 1);
  await asyncio.sleep_ms(-5);
  print("done", asyncio.current_task() === tasks[0], tasks[0].done());
  await lazy;
}

asyncio.run(main());
