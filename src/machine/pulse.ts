import { now, pinRead } from "#hal";
import { RuntimeError } from "../builtins/exceptions.ts";
import { Edges } from "./edges.ts";
import { pinNumber, type PinLike } from "./pin_like.ts";

/** µs for each of the two waits: a program that spins keeps the engine from its own events. */
const LONGEST = 5000;

/**
 * Measures a pulse by looking at the pin over and over: waits until it is at `level`, not at all if it is, and then how
 * long it stays there. Gives that in µs; -2 if the pulse has not begun and -1 if it has not ended after `timeout_us`.
 *
 * On an ESP32 Espruino looks about every 0.2 ms, and does nothing else meanwhile: {@link pulse_us} is better at both.
 *
 * @throws RuntimeError for a `timeout_us` above 5000
 * @see https://docs.micropython.org/en/latest/library/machine.html#machine.time_pulse_us
 */
export function time_pulse_us(pin: PinLike, level: number, timeout_us = 1000000): number {
  const id = pinNumber(pin);
  if (timeout_us > LONGEST)
    throw new RuntimeError(
      "time_pulse_us for " + timeout_us + " us would block the engine: write  await machine.pulse_us",
    );
  let changes = 2;
  let start = now();
  for (;;) {
    const time = now();
    if (pinRead(id) == level) {
      level = 1 - level;
      if (!--changes) return Math.round(time - start);
      start = time;
    } else if (time - start >= timeout_us) return -changes;
  }
}

/**
 * As {@link time_pulse_us}, without blocking, and to the µs: both ends of the pulse are timed by interrupts, however late
 * the program gets to them.
 *
 * @param timeout_us how long to wait for the pulse, and then for its end; default 1,000,000
 * @param start called once edges are watched: what makes the pulse come, for it may come soon
 *
 * @example
 * const us = await pulse_us(echo, 1, 30000, () => { trigger.on(); sleep_us(10); trigger.off(); });
 * if (us > 0) print(us / 58, "cm");
 */
export async function pulse_us(
  pin: PinLike,
  level: number,
  timeout_us = 1000000,
  start?: () => void,
): Promise<number> {
  const edges = new Edges(pin);
  const { levels, times } = edges;
  const begun = now();
  // A wait of whole ms begins at the last tick, and so may end one of them early.
  const ms = Math.ceil(timeout_us / 1000) + 1;
  let from = begun;
  let i = 0;
  try {
    const late = pinRead(pinNumber(pin)) == level;
    if (start) start();
    if (!late) {
      do if (!(await edges.wait(i + 1, ms))) return -2;
      while (levels[i++] != level);
      from = times[i - 1];
      if (from - begun > timeout_us) return -2;
    }
    do if (!(await edges.wait(i + 1, ms))) return -1;
    while (levels[i++] == level);
    const us = Math.round(times[i - 1] - from);
    return us > timeout_us ? -1 : us;
  } finally {
    edges.stop();
  }
}
