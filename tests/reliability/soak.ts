/**
 * Makes tasks and lets them end in all ways there are, at random; prints `mark` and the engine's memory, if it tells, at
 * the start, in the middle and at the end. Not a demo: see soak.test.ts, which puts the number of tasks in.
 */
import * as asyncio from "asyncio";
import { Exception, print, ValueError } from "builtins";

declare const TASKS: number;
declare const LEAK: boolean;
declare const process: { memory(): { usage: number } } | undefined;

const { create_task, sleep_ms } = asyncio;
const kept: unknown[] = [];
const ends = [0, 0, 0, 0];
let reported = 0;
let seed = 1;

function random(below: number): number {
  seed = (seed * 75 + 74) % 65537;
  return seed % below;
}

const event = new asyncio.Event();
const lock = new asyncio.Lock();

async function waits(): Promise<void> {
  await event.wait();
}

async function works(ms: number): Promise<number> {
  await lock.acquire();
  try {
    await sleep_ms(ms);
  } finally {
    lock.release();
  }
  return ms;
}

async function fails(ms: number): Promise<never> {
  await sleep_ms(ms);
  throw new ValueError("soak");
}

async function limited(ms: number): Promise<number> {
  return asyncio.wait_for_ms(works(ms), 2);
}

async function gathers(ms: number): Promise<unknown> {
  return asyncio.gather(sleep_ms(ms), fails(ms + 1), sleep_ms(9));
}

function coroutine(): Promise<unknown> {
  const kind = random(6);
  const ms = random(4);
  if (kind === 0) return waits();
  if (kind === 1) return fails(ms);
  if (kind === 2) return limited(ms);
  if (kind === 3) return gathers(ms);
  if (kind === 4) return works(ms);
  return sleep_ms(ms);
}

/** How a task has ended, which is awaited only for two of three: the handler is to have its share. */
async function settle(task: asyncio.Task): Promise<void> {
  try {
    await task;
    ends[0]++;
  } catch (error) {
    if (error instanceof asyncio.CancelledError) ends[1]++;
    else if (error instanceof asyncio.TimeoutError) ends[2]++;
    else if (error instanceof Exception) ends[3]++;
  }
}

async function round(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const tasks = [];
    for (let j = 0; j < 5; j++) tasks.push(create_task(coroutine()));
    i += 4;
    if (LEAK) kept.push(tasks);
    await sleep_ms(random(3));
    tasks[random(5)].cancel();
    await sleep_ms(random(3));
    event.set();
    event.clear();
    tasks[random(5)].cancel();
    for (const task of tasks) if (random(3)) await settle(task);
    // What nobody awaits may wait for the event or the lock.
    for (const task of tasks) task.cancel();
    await sleep_ms(12);
  }
}

function mark(): void {
  print("mark", typeof process == "undefined" || !process.memory ? 0 : process.memory().usage);
}

async function main(): Promise<void> {
  asyncio.get_event_loop().set_exception_handler(() => {
    reported++;
  });
  // What comes into being once is there after this.
  await round(50);
  mark();
  await round(TASKS / 2);
  mark();
  await round(TASKS / 2);
  mark();
  print("ends", ends[0], ends[1], ends[2], ends[3], reported);
}

asyncio.run(main());
