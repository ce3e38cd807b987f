import * as asyncio from "asyncio";
import { Exception, print, RuntimeError } from "builtins";

async function job(name: string): Promise<string> {
  try {
    print(name, "starts");
    await asyncio.sleep_ms(1000);
    print(name, "goes on");
  } catch (error) {
    print(name, error instanceof Exception, error instanceof asyncio.CancelledError);
    throw error;
  } finally {
    await asyncio.sleep_ms(5);
    print(name, "cleans up");
  }
  return name;
}

async function stubborn(): Promise<string> {
  for (let i = 0; i < 2; i++) {
    try {
      await asyncio.sleep_ms(100);
    } catch (error) {
      if (!(error instanceof asyncio.CancelledError)) throw error;
      print("no");
    }
  }
  return "mine";
}

async function outer(): Promise<void> {
  try {
    await job("inner");
  } finally {
    print("outer cleans up");
  }
}

async function itself(): Promise<void> {
  try {
    asyncio.current_task().cancel();
  } catch (error) {
    if (error instanceof RuntimeError) print(error);
  }
}

async function outcome(task: asyncio.Task): Promise<void> {
  try {
    print("result", await task);
  } catch (error) {
    print("raised", [error]);
  }
}

async function main(): Promise<void> {
  const early = asyncio.create_task(job("early"));
  print(early.cancel());
  await outcome(early);

  const running = asyncio.create_task(job("running"));
  await asyncio.sleep_ms(10);
  print(running.cancel(), running.done());
  await outcome(running);
  print(running.cancel(), running.done());

  const task = asyncio.create_task(stubborn());
  await asyncio.sleep_ms(1);
  task.cancel();
  await asyncio.sleep_ms(1);
  task.cancel();
  await outcome(task);

  const nested = asyncio.create_task(outer());
  await asyncio.sleep_ms(1);
  nested.cancel();
  await outcome(nested);

  await itself();

  const awaited = asyncio.create_task(job("awaited"));
  const waiter = asyncio.create_task(outcome(awaited));
  await asyncio.sleep_ms(1);
  waiter.cancel();
  await outcome(waiter);
}

asyncio.run(main());
