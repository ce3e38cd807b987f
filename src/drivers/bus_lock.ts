import { Lock } from "../asyncio/lock.ts";
import type { OneWire } from "../machine/onewire.ts";

interface Shared {
  _$lock: Lock | undefined;
}

/**
 * The lock of a 1-Wire bus, one and the same for all drivers on it. Hold it while you use the bus beside them: a driver
 * holds it for the whole of a reading.
 *
 * @example
 * using held = await bus_lock(wire).hold();
 * const roms = wire.scan();
 */
export function bus_lock(wire: OneWire): Lock {
  const shared = wire as unknown as Shared;
  return shared._$lock || (shared._$lock = new Lock());
}
