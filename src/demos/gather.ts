/**
 * The chapter on gather, section by section: the order of the results, an exception in the group, cancelling.
 */
import * as asyncio from "asyncio";
import { OSError, print, repr } from "builtins";
import { ticks_diff, ticks_ms } from "time";

async function fetch(name: string, delay_ms: number): Promise<string> {
  await asyncio.sleep_ms(delay_ms);
  return name;
}

async function fetch_or_fail(name: string): Promise<string> {
  await asyncio.sleep_ms(40);
  if (name === "bad") throw new OSError(5);
  return name + "-value";
}

async function fetch_slowly(name: string): Promise<string> {
  try {
    await asyncio.sleep_ms(1000);
    return name;
  } finally {
    print(name, "cleans up");
  }
}

/** Results come in the order of the arguments, after as long as the slowest takes. */
async function order(): Promise<void> {
  const start = ticks_ms();
  const results = await asyncio.gather(fetch("a", 100), fetch("b", 200), fetch("c", 50));
  print(results);
  print("after", ticks_diff(ticks_ms(), start), "ms");
}

/** One fails: the exception leaves the gather and the others are cancelled, or it is one of the results. */
async function exceptions(): Promise<void> {
  try {
    await asyncio.gather(fetch_slowly("slow"), fetch_or_fail("bad"));
  } catch (e) {
    if (e instanceof asyncio.CancelledError) throw e;
    print("gather raised", repr(e));
  }
  const results = await asyncio.gather(fetch_or_fail("ok"), fetch_or_fail("bad"), {
    return_exceptions: true,
  });
  print(results);
}

/** Cancelling whoever awaits the gather cancels all that still runs inside it. */
async function cancelling(): Promise<void> {
  const both = asyncio.create_task(
    (async () => {
      await asyncio.gather(fetch_slowly("x"), fetch_slowly("y"));
    })(),
  );
  await asyncio.sleep_ms(30);
  both.cancel();
  try {
    await both;
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    print("awaiting it raised", repr(e));
  }
}

async function main(): Promise<void> {
  await order();
  await exceptions();
  await cancelling();
}

asyncio.run(main());
