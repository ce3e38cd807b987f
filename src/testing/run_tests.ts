import { run } from "../asyncio/run.ts";
import { wait_for_ms } from "../asyncio/wait_for.ts";
import { TimeoutError } from "../asyncio/errors.ts";
import { print } from "../builtins/print.ts";
import { ticks_diff, ticks_ms } from "../time/ticks.ts";
import type { Failure } from "./assert.ts";

/** A test that `uasyncio test` found. */
type Test = () => unknown;

/**
 * Runs tests one after another, each for `limit` ms at most, and prints how they end, for `uasyncio test` to read. A line
 * of that begins with `mark`, which no other line does, and goes on:
 *
 * - `run N`: test N, from 0, begins
 * - `| TEXT`: a line of what it raised
 * - `@ TEXT`: a line of the trace that the engine has made of that, if it has
 * - `ok N`, `failed N` or `failed N PLACE`: it has ended, by an assertion at a place of the test's file
 * - `end`: all have
 */
export function run_tests(mark: string, limit: number, tests: readonly Test[]): void {
  run(all(mark, limit, tests));
}

async function all(mark: string, limit: number, tests: readonly Test[]): Promise<void> {
  for (let i = 0; i < tests.length; i++) {
    const start = ticks_ms();
    print(mark, "run", i);
    try {
      await wait_for_ms(call(tests[i]), limit);
      print(mark, "ok", i);
    } catch (error) {
      // A TimeoutError of the test's own comes earlier.
      const late = error instanceof TimeoutError && ticks_diff(ticks_ms(), start) >= limit;
      lines(mark, "|", late ? "it takes more than " + limit + " ms" : String(error));
      const { stack, _$place: place } = (error || {}) as Failure;
      if (stack) lines(mark, "@", stack);
      print(mark, "failed", i, place == undefined ? "" : place);
    }
  }
  print(mark, "end");
}

async function call(test: Test): Promise<void> {
  await test();
}

function lines(mark: string, kind: string, text: string): void {
  text.split("\n").forEach((line) => print(mark, kind, line));
}
