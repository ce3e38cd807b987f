import * as asyncio from "asyncio";
import { print, ValueError } from "builtins";

async function child(delay_ms: number, result: unknown): Promise<unknown> {
  try {
    await asyncio.sleep_ms(delay_ms);
    if (result instanceof ValueError) throw result;
    return result;
  } finally {
    await asyncio.sleep_ms(10);
    print("clean");
  }
}

async function immediate(): Promise<string> {
  return "at once";
}

async function stubborn(): Promise<string> {
  try {
    await asyncio.sleep_ms(1000);
  } catch (error) {
    print([error]);
  }
  return "kept";
}

async function attempt(wait: PromiseLike<unknown>): Promise<void> {
  try {
    print("got", await wait);
  } catch (error) {
    print("raised", [error]);
  }
}

async function main(): Promise<void> {
  await attempt(asyncio.wait_for_ms(child(10, 1), 100));
  await attempt(asyncio.wait_for_ms(child(1000, 2), 20));
  await attempt(asyncio.wait_for(child(10, new ValueError("x", 1)), 1));
  await attempt(asyncio.wait_for(child(10, "no limit"), null));
  await attempt(asyncio.wait_for_ms(immediate(), 0));
  await attempt(asyncio.wait_for_ms(stubborn(), 20));
  await attempt(asyncio.wait_for_ms(asyncio.wait_for_ms(child(1000, 3), 500), 20));
  await asyncio.sleep_ms(50);
}

asyncio.run(main());
