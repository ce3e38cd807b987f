import * as asyncio from "asyncio";
import { print } from "builtins";

async function waiter(name: string, event: asyncio.Event): Promise<void> {
  print(name, "waits");
  print(name, await event.wait());
}

async function main(): Promise<void> {
  const event = new asyncio.Event();
  print(event.is_set());
  const tasks = ["a", "b", "c"].map((name) => asyncio.create_task(waiter(name, event)));
  await asyncio.sleep_ms(5);
  tasks[1].cancel();
  event.set();
  event.clear();
  print("set and cleared", event.is_set());
  for (const task of tasks) {
    try {
      await task;
    } catch (error) {
      print([error]);
    }
  }
  event.set();
  await waiter("d", event);
  print(event.is_set());
}

asyncio.run(main());
