import { sleep_ms } from "../kernel/scheduler.ts";

export { sleep_ms };

/**
 * Waits `seconds` seconds, a fraction allowed, cut to whole milliseconds.
 *
 * @see https://docs.micropython.org/en/latest/library/asyncio.html#asyncio.sleep
 */
export function sleep(seconds: number): Promise<void> {
  return sleep_ms(seconds * 1000);
}
