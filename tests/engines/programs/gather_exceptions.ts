import * as asyncio from "asyncio";
import { OSError, print } from "builtins";

async function job(name: string, ms: number, fails: boolean): Promise<string> {
  try {
    await asyncio.sleep_ms(ms);
    if (fails) throw new OSError(5, name);
    print(name, "done");
    return name;
  } catch (error) {
    print(name, [error]);
    throw error;
  } finally {
    await asyncio.sleep_ms(5);
    print(name, "clean");
  }
}

async function collect(options: asyncio.GatherOptions): Promise<void> {
  try {
    print(await asyncio.gather(job("ok", 30, false), job("bad", 10, true), job("late", 60, false), options));
  } catch (error) {
    print("gather raised", error);
  }
}

async function main(): Promise<void> {
  await collect({});
  await asyncio.sleep_ms(100);
  print("-- without cancelling");
  await collect({ cancel_siblings: false });
  await asyncio.sleep_ms(100);
  print("-- with exceptions as results");
  await collect({ return_exceptions: true });
  print("-- cancelled from outside");
  const task = asyncio.create_task(collect({ return_exceptions: true }));
  await asyncio.sleep_ms(5);
  task.cancel();
  try {
    await task;
  } catch (error) {
    print("collect", [error]);
  }
  await asyncio.sleep_ms(100);
}

asyncio.run(main());
