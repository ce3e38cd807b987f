import * as asyncio from "asyncio";
import { print, ValueError } from "builtins";

async function down(depth: number): Promise<number> {
  if (depth === 0) {
    await asyncio.sleep_ms(10);
    return 0;
  }
  return 1 + (await down(depth - 1));
}

async function deepError(depth: number): Promise<void> {
  if (depth === 0) throw new ValueError("from below");
  await deepError(depth - 1);
}

async function deepFinally(depth: number, count: { n: number }): Promise<void> {
  try {
    if (depth > 0) await deepFinally(depth - 1, count);
    else await asyncio.sleep_ms(1000);
  } finally {
    count.n++;
  }
}

async function main(): Promise<void> {
  print(await down(10000));
  try {
    await deepError(10000);
  } catch (error) {
    print([error]);
  }
  const count = { n: 0 };
  const task = asyncio.create_task(deepFinally(500, count));
  await asyncio.sleep_ms(10);
  task.cancel();
  try {
    await task;
  } catch (error) {
    print([error], count);
  }
  let sum = 0;
  for (let i = 0; i < 1000; i++) sum += await down(0);
  print(sum);
}

asyncio.run(main());
