import * as asyncio from "asyncio";
import { print, repr } from "builtins";
import { ticks_diff, ticks_ms } from "time";

// What every program of the corpus has: prelude.py in TypeScript.

let origin = 0;

/** Prints the virtual time since the program's start, in ms, and the values. */
export function log(...values: unknown[]): void {
  print(ticks_diff(ticks_ms(), origin), ...values);
}

/** What a call gives, or the repr of what it raises. */
export function attempt(call: () => unknown): unknown {
  try {
    return call();
  } catch (e) {
    return repr(e);
  }
}

/** Awaits and logs how that ended, a cancellation too. */
export async function outcome(name: string, awaitable: PromiseLike<unknown> | asyncio.Task): Promise<void> {
  try {
    log(name, "gave", await awaitable);
  } catch (e) {
    log(name, "raised", repr(e));
  }
}

/** Sleeps until the ticks are there, from where the log's time counts anew. */
export async function go_to_tick(tick: number): Promise<void> {
  while (ticks_ms() !== tick) {
    const rest = ticks_diff(tick, ticks_ms());
    await asyncio.sleep_ms(rest > 0 ? rest : 0x20000000 - 1);
  }
  origin = ticks_ms();
}

/** Bytes as text. */
export { decode as text } from "asyncio";

/** Makes all as new for the next program. */
export function begin(): void {
  origin = ticks_ms();
  asyncio.new_event_loop().set_exception_handler((_loop, context) => log("handler", repr(context.exception)));
}
