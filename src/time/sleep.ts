import { now } from "#hal";
import { RuntimeError } from "../builtins/exceptions.ts";

/** µs: while a program spins nothing else runs, not even the engine's own events. */
const LONGEST = 10000;

/** A clock that this many looks in a row have not seen move is a virtual one, and moves only when the program waits. */
const LOOKS = 9999;

function spin(us: number, call: string, instead: string): void {
  if (us > LONGEST)
    throw new RuntimeError("time." + call + " would block the engine: write  await asyncio." + instead);
  let last = now();
  const end = last + us;
  for (let looks = 0; last < end && looks < LOOKS; looks++) {
    const time = now();
    if (time > last) looks = 0;
    last = time;
  }
}

/**
 * Waits by spinning. For the short waits that hardware asks for, at most 10,000 µs; a negative time counts as 0.
 *
 * Under virtual time, where a spinning program would wait for ever, it returns at once.
 *
 * @throws RuntimeError beyond 10,000 µs: JavaScript cannot block, `asyncio.sleep_ms` is what to await
 * @see https://docs.micropython.org/en/latest/library/time.html#time.sleep_us
 */
export function sleep_us(us: number): void {
  spin(us, "sleep_us(" + us + ")", "sleep_ms(" + us / 1000 + ")");
}

/**
 * As {@link sleep_us}, for at most 10 ms.
 *
 * @see https://docs.micropython.org/en/latest/library/time.html#time.sleep_ms
 */
export function sleep_ms(ms: number): void {
  spin(ms * 1000, "sleep_ms(" + ms + ")", "sleep_ms(" + ms + ")");
}

/**
 * As {@link sleep_us}, for at most 0.01 s.
 *
 * @see https://docs.micropython.org/en/latest/library/time.html#time.sleep
 */
export function sleep(seconds: number): void {
  spin(seconds * 1e6, "sleep(" + seconds + ")", "sleep(" + seconds + ")");
}
