import * as asyncio from "asyncio";
import { OSError, print } from "builtins";
import { Timer } from "machine";
import * as testing from "testing";
import { assert, assert_equal as same, assert_raises } from "testing";
import { call, third } from "./helper.ts";

export async function test_passes(): Promise<void> {
  assert(true);
  await asyncio.sleep_ms(5);
  same([1, { a: "x" }, undefined], [1, { a: "x" }, undefined]);
  const error = await assert_raises(OSError, async () => {
    throw new OSError(19);
  });
  testing.assert_equal(error.errno, 19);
}

export async function test_asserts(): Promise<void> {
  print("before ä");
  await asyncio.sleep_ms(1);
  same([1, 2], [1, 3], "the list");
}

export const test_no_raise = async (): Promise<void> => {
  await testing.assert_raises(OSError, asyncio.sleep_ms(1));
};

export async function test_other_file(): Promise<void> {
  await asyncio.sleep_ms(1);
  for (const i of [1, 2, 3]) third(i);
}

export function test_engine_error(): void {
  for (const i of [1, 2]) call(i);
}

export async function test_too_slow(): Promise<void> {
  await asyncio.sleep(3600);
}

export async function test_uncaught(): Promise<void> {
  new Timer(0).init({
    period: 1,
    mode: Timer.ONE_SHOT,
    callback: () => {
      throw new OSError(5);
    },
  });
  await asyncio.sleep_ms(20);
}

export async function test_hangs(): Promise<void> {
  await asyncio.sleep_ms(1);
  for (;;);
}

export async function test_goes_on(): Promise<void> {
  await asyncio.sleep_ms(1);
}
