/**
 * What a resume and a turn of the loop cost beside what the engine has itself. Prints `name microseconds` lines; run.ts
 * builds it for every engine that is present and makes ratios of them.
 */
import * as asyncio from "asyncio";
import { print } from "builtins";

declare const setTimeout: ((fn: () => void, ms: number) => unknown) | undefined;
declare const Promise: { resolve(): { then(fn: () => void): unknown } };

/** How long each figure is measured, in ms. */
const SPAN = 400;
const BATCH = 100;

function report(name: string, start: number, count: number): void {
  print(name, ((Date.now() - start) * 1000) / count);
}

/** One await of what is there already: one state function is left and the next one entered. */
async function resume(): Promise<void> {
  const start = Date.now();
  let count = 0;
  do {
    // eslint-disable-next-line @typescript-eslint/await-thenable -- that is what is measured
    for (let i = 0; i < BATCH; i++) await undefined;
    count += BATCH;
  } while (Date.now() - start < SPAN);
  report("resume", start, count);
}

async function leaf(): Promise<void> {}

/** One call and await of a coroutine that returns at once. */
async function call(): Promise<void> {
  const start = Date.now();
  let count = 0;
  do {
    for (let i = 0; i < BATCH; i++) await leaf();
    count += BATCH;
  } while (Date.now() - start < SPAN);
  report("call", start, count);
}

let turns = 0;
let running = false;

async function spin(): Promise<void> {
  while (running) {
    turns++;
    await asyncio.sleep_ms(0);
  }
}

/** Turns of `count` tasks that do nothing but let the others go, beside `sleepers` that sleep. */
async function turnsAmong(name: string, count: number, sleepers: number): Promise<void> {
  const tasks: asyncio.Task[] = [];
  for (let i = 0; i < sleepers; i++)
    tasks.push(asyncio.create_task(asyncio.sleep_ms(1e8 + ((i * 7919) % 1000))));
  running = true;
  // The one that looks at the clock is one of them.
  for (let i = 1; i < count; i++) tasks.push(asyncio.create_task(spin()));
  await asyncio.sleep_ms(0);
  turns = 0;
  const start = Date.now();
  while (Date.now() - start < SPAN || turns < 3 * count) {
    turns++;
    await asyncio.sleep_ms(0);
  }
  report(name, start, turns);
  running = false;
  for (let i = 0; i < sleepers; i++) tasks[i].cancel();
  for (const task of tasks)
    try {
      await task;
    } catch {
      // cancelled
    }
}

/** The engine's own way to come back later, again and again. */
async function hops(name: string, hop: (fn: () => void) => void): Promise<void> {
  const done = new asyncio.Event();
  const start = Date.now();
  let count = 0;
  const next = (): void => {
    count++;
    if (Date.now() - start < SPAN) hop(next);
    else done.set();
  };
  hop(next);
  await done.wait();
  report(name, start, count);
}

async function main(): Promise<void> {
  await resume();
  await call();
  await turnsAmong("turn_3", 3, 0);
  await turnsAmong("turn_100", 100, 0);
  await turnsAmong("turn_1000", 1000, 0);
  await turnsAmong("turn_3_of_10_sleepers", 3, 10);
  await turnsAmong("turn_3_of_1000_sleepers", 3, 1000);
  // A bare engine runs neither: nobody turns its own loop meanwhile.
  if (typeof setTimeout != "undefined") {
    await hops("promise", (fn) => Promise.resolve().then(fn));
    await hops("timeout", (fn) => setTimeout(fn, 0));
  }
  print("end", 0);
}

asyncio.run(main());
