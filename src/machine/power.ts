import { deepSleep, lightSleep, reboot, resetCause, uniqueId } from "#hal";
import { NotImplementedError } from "../builtins/exceptions.ts";
import { pinNumber, type PinLike } from "./pin_like.ts";

/**
 * What {@link reset_cause} gives after a deep sleep.
 *
 * @see https://docs.micropython.org/en/latest/library/machine.html#machine.DEEPSLEEP_RESET
 */
export const DEEPSLEEP_RESET = 4;

function refuse(call: string, why: string): never {
  throw new NotImplementedError("machine." + call + ": " + why);
}

/**
 * Resets the board, as its button does. Does not return.
 *
 * @throws NotImplementedError if the engine cannot
 * @see https://docs.micropython.org/en/latest/library/machine.html#machine.reset
 */
export function reset(): void {
  const why = reboot();
  if (why) refuse("reset", why);
}

/**
 * Why the program was started: DEEPSLEEP_RESET after a deep sleep; 0 if the engine does not tell, as Espruino does not of
 * anything else.
 *
 * @see https://docs.micropython.org/en/latest/library/machine.html#machine.reset_cause
 */
export function reset_cause(): number {
  return resetCause();
}

/**
 * The bytes that tell this chip from all others: on an ESP32 the 6 of its MAC address.
 *
 * @throws NotImplementedError if the engine has none
 * @see https://docs.micropython.org/en/latest/library/machine.html#machine.unique_id
 */
export function unique_id(): Uint8Array {
  const id = uniqueId();
  if (!id) refuse("unique_id", "the engine has none");
  const hex = id.replace(/-/g, "");
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/**
 * The clock of the processor in Hz: no engine so far tells.
 *
 * @throws NotImplementedError always
 * @see https://docs.micropython.org/en/latest/library/machine.html#machine.freq
 */
export function freq(): never {
  return refuse("freq", "the engine does not tell");
}

/**
 * Stops everything for `time_ms` milliseconds, and goes on. The clock goes on meanwhile; edges of pins are not seen.
 *
 * @throws NotImplementedError if the engine cannot: Espruino can with firmware after 2v29, on an ESP32
 * @see https://docs.micropython.org/en/latest/library/machine.html#machine.lightsleep
 */
export function lightsleep(time_ms: number): void {
  const why = lightSleep(time_ms);
  if (why) refuse("lightsleep", why);
}

/**
 * Turns everything off for `time_ms` milliseconds, or until a pin has a level. The program then starts again from its
 * beginning; what shall outlast this has to be in flash. Does not return.
 *
 * @param time_ms Espruino: at most 2147483, which is 35 minutes
 * @param wake the pin, in place of `time_ms`, and its level: of an ESP32 a pin of its real-time clock
 * @throws NotImplementedError if the engine cannot
 * @see https://docs.micropython.org/en/latest/library/machine.html#machine.deepsleep
 *
 * @example
 * deepsleep(undefined, { pin: 27, level: 1 });
 */
export function deepsleep(time_ms?: number, wake?: { pin: PinLike; level: number }): void {
  const why = wake ? deepSleep(time_ms, pinNumber(wake.pin), wake.level) : deepSleep(time_ms);
  if (why) refuse("deepsleep", why);
}
