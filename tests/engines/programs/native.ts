import * as asyncio from "asyncio";
import { print } from "builtins";

/** A driver of the engine's own may return anything with a `then`. */
function later(value: unknown, fails: boolean): PromiseLike<unknown> {
  function then(resolve: (value: unknown) => void, reject: (reason: unknown) => void): void {
    async function settle(): Promise<void> {
      await asyncio.sleep_ms(10);
      if (fails) reject(value);
      else resolve(value);
    }
    asyncio.create_task(settle());
  }
  return { then } as unknown as PromiseLike<unknown>;
}

async function main(): Promise<void> {
  print(await later("native", false));
  try {
    await later("reason", true);
  } catch (error) {
    print("rejected", error);
  }
  const task = asyncio.create_task(wait());
  await asyncio.sleep_ms(5);
  task.cancel();
  try {
    await task;
  } catch (error) {
    print([error]);
  }
  await asyncio.sleep_ms(20);
  // eslint-disable-next-line @typescript-eslint/await-thenable -- that is the test
  print("end", await 5, await "plain", await undefined);
}

async function wait(): Promise<unknown> {
  return await later("abandoned", false);
}

asyncio.run(main());
