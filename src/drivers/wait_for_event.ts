import { TimeoutError } from "../asyncio/errors.ts";
import type { Event } from "../asyncio/event.ts";
import { wait_for_ms } from "../asyncio/wait_for.ts";
import { OSError } from "../builtins/exceptions.ts";

/**
 * Waits for an event of a driver, and gives what it has to say of it: the property `key` of `values`.
 *
 * @throws OSError ETIMEDOUT (110) if it does not come within `timeout_ms`, unless that is null or undefined
 */
export async function wait_for_event<V, K extends keyof V>(
  event: Event,
  timeout_ms: number | null | undefined,
  values: V,
  key: K,
): Promise<NonNullable<V[K]>> {
  try {
    await wait_for_ms(event.wait(), timeout_ms);
  } catch (e) {
    throw e instanceof TimeoutError ? new OSError(110) : e;
  }
  return values[key] as NonNullable<V[K]>;
}
